import { findErrorCode } from '../../knowledge/find-error-code';
import type { AffectedDevice } from './affected-rows';
import type { OddOne } from './crowd';

/** Fewer are no crowd from which one could differ. */
const fewestAlike = 5;
const mostOddOnes = 3;

/** Devices that failed in another way than nearly all others: in a crowd, nobody looks at them. */
export function findOddOnes(devices: AffectedDevice[]): OddOne[] {
  const groups = new Map<string, AffectedDevice[]>();
  for (const device of devices) {
    const { code } = mainCodeOf(device);
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [device]);
    else group.push(device);
  }
  const [biggest, ...others] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  if (biggest === undefined || biggest[1].length < fewestAlike) return [];
  const odd = others.filter(([, group]) => group.length * 10 <= biggest[1].length);
  return odd
    .flatMap(([, group]) => group)
    .map((device) => ({ device: device.device, ...mainCodeOf(device), crowdCode: biggest[0] }))
    .sort((a, b) => (a.device < b.device ? -1 : 1))
    .slice(0, mostOddOnes);
}

/** Codes that mostly come along with another one say least. */
const leastTelling = ['', '409002', '401003', '404104'];

/** The code that tells most of how a device failed, with its name; empty for a clean close. */
export function mainCodeOf(device: AffectedDevice): { code: string; name: string } {
  const codes = [...new Set([...device.codes, ...device.refusedCodes])].sort();
  const code = codes.find((each) => !leastTelling.includes(each)) ?? leastOf(codes);
  return { code, name: findErrorCode(code)?.name ?? nameIn(device, code) };
}

function leastOf(codes: string[]): string {
  return leastTelling.findLast((each) => codes.includes(each)) ?? '';
}

function nameIn({ names }: AffectedDevice, code: string): string {
  return names.find((name) => name.startsWith(`${code}=`))?.slice(code.length + 1) ?? '';
}

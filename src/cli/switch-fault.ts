import { z } from 'zod';
import { faultKinds, isFaultName } from '../playground/azure/faults';
import { AppError } from '../shared/app-error';
import { wrapText } from '../shared/wrap-text';
import type { Arguments } from './read-arguments';

/**
 * `reconnect fault list | off | <name>` for the local Azure that runs at this origin; gives what to
 * print. Throws AppError `usage_wrong`, `local_azure_missing` when nothing of ours answers there.
 */
export async function switchFault(
  { subject, forMs, json }: Pick<Arguments, 'subject' | 'forMs' | 'json'>,
  origin: string,
): Promise<string> {
  const request = requestFor(subject, forMs);
  const { faults, active } = await send(request, origin);
  if (json) return `${JSON.stringify({ faults, active }, null, 2)}\n`;
  const state = describeActive(active);
  return subject === 'list' ? `${describeFaults(faults)}\n\n${state}\n` : `${state}\n`;
}

function requestFor(subject: string, forMs: number | undefined): RequestInit {
  if (subject === 'list') return { method: 'GET' };
  if (subject === 'off') return { method: 'DELETE' };
  if (!isFaultName(subject)) {
    const names = faultKinds.map(({ name }) => name).join(', ');
    throw new AppError('usage_wrong', `'${subject}' is not a fault. Faults: ${names}.`);
  }
  const seconds = forMs === undefined ? undefined : forMs / 1000;
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: subject, seconds }),
  };
}

async function send(request: RequestInit, origin: string): Promise<Faults> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`${origin}/local/faults`, { ...request, signal });
    return Faults.parse(await response.json());
  } catch (cause) {
    throw new AppError(
      'local_azure_missing',
      `No local Azure answers at ${origin}. Start it with "npm start", or set AZURE_LOCAL_PORT to the port it printed.`,
      { cause },
    );
  }
}

function describeFaults(faults: Faults['faults']): string {
  const widest = Math.max(...faults.map(({ name }) => name.length));
  return faults
    .map(({ name, what }) => {
      const lead = `  ${name.padEnd(widest)}  `;
      return lead + wrapText(what, width, ' '.repeat(lead.length)).slice(lead.length);
    })
    .join('\n');
}

function describeActive(active: Faults['active']): string {
  if (active.length === 0) return 'No fault is on: the local Azure answers as usual.';
  const lines = active.map(({ fault, until }) => {
    return `On: ${fault}${until === undefined ? '' : `, until ${until}`}`;
  });
  return [...lines, 'End it with: reconnect fault off'].join('\n');
}

const Faults = z.object({
  faults: z.array(z.object({ name: z.string(), what: z.string() })),
  active: z.array(z.object({ fault: z.string(), until: z.string().optional() })),
});
type Faults = z.infer<typeof Faults>;

const width = 80;
const patienceMs = 5000;

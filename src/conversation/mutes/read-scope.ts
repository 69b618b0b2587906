import { readDeviceId } from '../../diagnosis/device/read-device-id';
import { quoteMark } from '../grammar/compile-phrase';
import { notDevices } from '../grammar/vocabulary';
import type { IntentParameters } from '../intent';
import { findCause } from './known-causes';

const hubName = '[a-z0-9][a-z0-9-]{1,48}[a-z0-9]';
const wholeHub = new RegExp(
  `^(?:(?:everything|all(?: (?:devices|alerts|cards))?)\\s+(?:on|at|of|from)\\s+)?(?:the\\s+)?(?:iot\\s+)?(?:hub\\s+(?<named>${hubName})|(?<suffixed>${hubName})\\s+hub|(?<like>${hubName}))$`,
  'i',
);
const onHub = new RegExp(
  `\\s+(?:on|at|of)\\s+(?:the\\s+)?(?:iot\\s+)?(?:hub\\s+)?(?<hub>${hubName})(?:\\s+hub)?$`,
  'i',
);
const lead =
  /^(?:(?:the\s+|all\s+)*(?:alerts?|alert cards|cards?|news|messages|notifications)\s+)?(?:(?:about|for|of|on|from)\s+)?(?:(?:the|my|our|all)\s+)*/i;
const everything = /^(?:everything|all(?: (?:devices|alerts|cards))?)\s+(?:on|at|of|from)\s/i;
/** "contoso-hub", "hub-7": other words are taken for devices until somebody says otherwise. */
const looksLikeHub = /^(?:[a-z0-9-]+-)?(?:iot)?hub(?:-[a-z0-9-]+)?$/i;

export type ScopeParameters = Pick<IntentParameters, 'devices' | 'pattern' | 'hub' | 'cause'>;

/**
 * What is to be muted: "device-42", "a, b and c", "line7-*", "hub contoso-hub", "token renewals",
 * "device-42 on contoso-hub". Undefined where the words name no one thing.
 */
export function readScope(
  words: string,
  restore: (text: string) => string,
): ScopeParameters | undefined {
  const hub = readHub(words) ?? readHub(words.replace(lead, ''));
  if (hub !== undefined) return { hub };
  const said = words.replace(lead, '');
  const { hub: on } = onHub.exec(said)?.groups ?? {};
  const thing = readThing(on === undefined ? said : said.replace(onHub, ''), restore);
  return thing === undefined || on === undefined ? thing : { ...thing, hub: on };
}

function readHub(words: string): string | undefined {
  const { named, suffixed, like } = wholeHub.exec(words)?.groups ?? {};
  if (named !== undefined || suffixed !== undefined) return named ?? suffixed;
  if (like === undefined) return undefined;
  return everything.test(words) || looksLikeHub.test(like) ? like : undefined;
}

function readThing(words: string, restore: (text: string) => string): ScopeParameters | undefined {
  const cause = findCause(words.replace(/^cause\s+/i, ''));
  if (cause !== undefined) return { cause };
  if (/^cause\s/i.test(words)) return undefined;
  const ids = words
    .replace(
      /^(?:devices?|sensors?|gateways?|modules?|pattern)\s+(?:like\s+|matching\s+|named\s+)?/i,
      '',
    )
    .split(/(?:,? and| or| &|,) /i);
  if (ids.some((id) => !isOneWord(id))) return undefined;
  const [first = ''] = ids;
  // In quotes a star is a star: it is legal in an id.
  if (ids.length === 1 && first.includes('*') && !first.includes(quoteMark)) {
    return { pattern: readDeviceId(first) };
  }
  if (ids.length > 10 || ids.some((id) => id.includes('*') && !id.includes(quoteMark))) {
    return undefined;
  }
  return { devices: ids.map((id) => readDeviceId(restore(id))) };
}

function isOneWord(id: string): boolean {
  return id !== '' && !/\s/.test(id) && !notDevices.includes(id.toLowerCase());
}

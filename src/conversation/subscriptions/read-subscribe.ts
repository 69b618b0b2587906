import { quoteMark } from '../grammar/compile-phrase';
import type { TidyText } from '../grammar/tidy-text';
import { dropClosingMarks } from '../grammar/tidy-text';
import type { IntentParameters, Understanding } from '../intent';
import { readScope, type ScopeParameters } from '../mutes/read-scope';

const begins =
  /^subscribe(?:\s+(?:me|us|here|this\s+(?:channel|chat|conversation)))?(?:\s+(?:to|for|from))?\s+(?<rest>.+)$/is;
const whole =
  /^(?:all|everything|every\s+alert|(?:all\s+)?(?:the\s+)?(?:alerts?|alert\s+cards?))$/i;
const worse =
  '(?:\\s*\\+|\\s+(?:and|or)\\s+(?:worse|above|higher|graver|more\\s+severe|up|lower\\s+numbers))?';
const graded = new RegExp(
  `(?:^|[\\s,]+)(?:(?:and|only|with|of|for|at|from)\\s+)*(?:sev|severity)[\\s-]?(?<rank>[0-4])${worse}(?:\\s+(?:alerts?|cards?|only))*(?=$|[\\s,])`,
  'i',
);
/** What Azure calls its severities. */
const named: [RegExp, string][] = [
  [/(?:^|\s)(?:only\s+)?critical(?:\s+(?:alerts?|cards?|only))*(?=$|\s)/i, 'Sev0'],
  [/(?:^|\s)(?:only\s+)?errors\s+(?:and|or)\s+(?:worse|above)(?=$|\s)/i, 'Sev1'],
  [/(?:^|\s)(?:only\s+)?warnings\s+(?:and|or)\s+(?:worse|above)(?=$|\s)/i, 'Sev2'],
];
const joints =
  /^(?:[\s,]*(?:and|only|with|of|for|about|on|from|to)(?=\s|$))+|(?:\s+(?:and|with|only))+$/gi;
/** A plain word is a slip more often than the id of a device. */
const idLike = new RegExp(`[\\d_.:#@*-]|${quoteMark}`);
const saysDevice = /(?:^|\s)(?:devices?|sensors?|gateways?|modules?|pattern)\s/i;

/** Longer texts are no sentences. */
const longest = 300;

/**
 * Reads what a conversation asks to hear of: "subscribe to contoso-hub", "subscribe line7-* on
 * contoso-hub", "subscribe sev2 and worse", "subscribe to site outages". Undefined where the message
 * begins otherwise, and where it is not clear what is meant: a slip must not narrow anything. Throws
 * AppError `device_id_invalid`.
 */
export function readSubscribe({ words, restore }: TidyText): Understanding | undefined {
  const said = begins.exec(words)?.groups?.rest;
  if (said === undefined || said.length > longest) return undefined;
  const { severity, rest } = takeSeverity(said);
  const grade = severity === undefined ? {} : { severity };
  const thing = dropClosingMarks(rest.replace(joints, ' '));
  if (thing === '' || whole.test(thing)) return understood(grade);
  const scope = readScope(thing, restore);
  if (scope === undefined || isSlip(scope, thing)) return undefined;
  return understood({ ...scope, ...grade });
}

function takeSeverity(said: string): { severity?: string; rest: string } {
  const rank = graded.exec(said)?.groups?.rank;
  if (rank !== undefined) return { severity: `Sev${rank}`, rest: said.replace(graded, ' ') };
  const found = named.find(([words]) => words.test(said));
  if (found === undefined) return { rest: said };
  const [words, severity] = found;
  return { severity, rest: said.replace(words, ' ') };
}

function isSlip({ devices = [] }: ScopeParameters, thing: string): boolean {
  if (devices.length === 0 || saysDevice.test(`${thing} `)) return false;
  if (/^sev(?:erity)?[\s-]?\d/i.test(thing)) return true;
  const said = thing.replace(/\s+(?:on|at|of)\s+\S.*$/i, '');
  return !said.split(/(?:,? and| or| &|,) /i).every((id) => idLike.test(id));
}

function understood(parameters: IntentParameters): Understanding {
  return { intent: 'subscribe', parameters, confidence: 1, suggestions: [] };
}

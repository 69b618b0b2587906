import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import { redactSecrets } from '../../shared/redact-secrets';
import { countCodes } from '../count-codes';
import { sayCode } from '../rules/undetermined';
import { sayCount, sayLengths, sayList, sayTime } from '../words';
import { describeCrowd } from './describe-crowd';
import type { DeviceFacts } from './device-facts';
import { awayMs } from './drops';

/** What the rows of a device say, without any conclusion. Each sentence names its query. */
export function describeRows(facts: DeviceFacts): string[] {
  const { rows, disconnects, connects, refused } = facts;
  const span = `${sayTime(facts.window.from)} to ${sayTime(facts.window.to)}`;
  return [
    `${sayCount(rows.length, 'connection row')} of ${facts.device} from ${span}: ${sayCount(disconnects.length, 'disconnect row')}, ${sayCount(connects.length, 'connect')}, ${sayCount(refused.length, 'refused attempt')} (query device-connections).`,
    ...(disconnects.length > 0
      ? [`Disconnects: ${sayList(countCodes(disconnects).map(sayCode))}.`]
      : []),
    ...describeLosses(facts),
    ...describeRefused(facts),
    ...describeGaps(facts),
    ...describeAddresses(facts),
    ...describeOperations(facts),
    ...describeCrowd(facts),
    ...(facts.complete ? [] : ['The answer holds only a part of the rows.']),
  ];
}

function describeLosses({ drops, disconnects, rhythm }: DeviceFacts): string[] {
  if (drops.length === disconnects.length) return [];
  const losses = sayCount(drops.length, 'loss', 'losses');
  const isCut = drops.some(({ faults }) => rhythm?.codes.every((code) => faults.includes(code)));
  const renewal =
    isCut && rhythm !== undefined && rhythm.codes.length > 1
      ? ` A renewal leaves ${rhythm.codes.length}: ${sayList(rhythm.codes)}.`
      : '';
  return [
    `The ${sayCount(disconnects.length, 'disconnect row')} are ${losses}: rows within a minute and without a connect in between tell of one.${renewal}`,
  ];
}

function describeRefused({ refused }: DeviceFacts): string[] {
  if (refused.length === 0) return [];
  const codes = sayList(countCodes(refused).map(sayCode));
  const messages = [...new Set(refused.map(({ errorMessage }) => errorMessage))].filter(Boolean);
  return [
    `Connects that were refused, and are not counted as disconnects: ${codes}.`,
    ...messages.slice(0, 2).map(describeMessage),
  ];
}

function describeMessage(message: string): string {
  const refusal = readRefusalMessage(message);
  const reading = refusal === undefined ? '' : ` That means: ${refusal.reading}`;
  return `The hub wrote: "${shorten(message)}".${reading}`;
}

function describeGaps({ drops }: DeviceFacts): string[] {
  const gaps = drops.map(awayMs).filter((ms) => ms !== undefined);
  if (gaps.length === 0) return [];
  const away = sayLengths(Math.min(...gaps), Math.max(...gaps));
  return [
    `After ${gaps.length} of ${sayCount(drops.length, 'loss', 'losses')} a connect followed, within ${away}.`,
  ];
}

/** Two addresses that take turns are how a duplicate identity looks; one alone says nothing. */
function describeAddresses({ rows }: DeviceFacts): string[] {
  const addresses = [...new Set(rows.map(({ maskedIpAddress }) => maskedIpAddress))].filter(
    Boolean,
  );
  if (addresses.length < 2) return [];
  return [
    `The rows name ${addresses.length} masked addresses: ${sayList(addresses.sort().slice(0, 5))}.`,
  ];
}

/** Errors of other operations are no disconnects, and are told apart from them. */
function describeOperations({ operations }: DeviceFacts): string[] {
  if (operations.length === 0) return [];
  const categories = [...new Set(operations.map(({ category }) => category))].sort();
  return [
    `Errors of other operations (${sayList(categories)}), which are not counted as disconnects: ${sayList(countCodes(operations).map(sayCode))}.`,
  ];
}

/** Log text is somebody else's: it may be long and may hold anything. */
function shorten(text: string): string {
  const plain = redactSecrets(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

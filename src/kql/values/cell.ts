import type { KqlCell, KqlType } from '../types';
import { guidFromText, isWhole } from './convert';
import { formatShortDatetime, parseDatetime } from './datetime-text';
import { ticksFromMs } from './ticks';
import { formatTimespan, parseTimespan } from './timespan-text';
import { emptyBag, type Value } from './value';
import { wrap } from './whole';

/** Turns a cell from outside into a value; undefined when it does not fit the type. */
export function cellReader(type: KqlType): (cell: KqlCell) => Value | undefined {
  const read = readers[type];
  if (type === 'string') return read;
  return (cell) => (cell === null || cell === undefined ? null : read(cell));
}

/** Turns a value into a cell for outside; undefined where it is one already. */
export function cellWriter(type: KqlType): ((value: Value) => KqlCell) | undefined {
  if (type === 'datetime') return (value) => (isWhole(value) ? formatShortDatetime(value) : null);
  if (type === 'timespan') return (value) => (isWhole(value) ? formatTimespan(value) : null);
  return undefined;
}

const readers: Record<KqlType, (cell: KqlCell) => Value | undefined> = {
  string: readString,
  long: readLong,
  int: (cell) => (typeof cell === 'number' && (cell | 0) === cell ? cell + 0 : undefined),
  real: (cell) => (typeof cell === 'number' ? cell : undefined),
  decimal: (cell) => (typeof cell === 'number' ? cell : undefined),
  bool: (cell) => (typeof cell === 'boolean' ? cell : undefined),
  datetime: readDatetime,
  timespan: (cell) => (typeof cell === 'string' ? parseTimespan(cell) : undefined),
  guid: (cell) => (typeof cell === 'string' ? (guidFromText(cell) ?? undefined) : undefined),
  dynamic: readDynamic,
};

function readString(cell: KqlCell): Value | undefined {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? cell : undefined;
}

function readLong(cell: KqlCell): Value | undefined {
  if (typeof cell === 'bigint') return BigInt.asIntN(64, cell) === cell ? wrap(cell) : undefined;
  return typeof cell === 'number' && Number.isSafeInteger(cell) ? cell + 0 : undefined;
}

function readDatetime(cell: KqlCell): Value | undefined {
  if (typeof cell === 'string') return parseDatetime(cell);
  if (!(cell instanceof Date) || Number.isNaN(cell.getTime())) return undefined;
  return ticksFromMs(cell.getTime());
}

function readDynamic(cell: KqlCell): Value | undefined {
  if (cell === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof cell)) {
    return cell as Value;
  }
  if (Array.isArray(cell)) return cell.map((item: KqlCell) => readDynamic(item ?? null) ?? null);
  if (typeof cell !== 'object') return undefined;
  const bag = emptyBag();
  for (const [key, item] of Object.entries(cell as object))
    bag[key] = readDynamic(item ?? null) ?? null;
  return bag;
}

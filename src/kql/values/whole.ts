import type { Whole } from './value';

/** 64-bit whole numbers that wrap around, kept as numbers while they are safe integers. */
export function addWhole(left: Whole, right: Whole): Whole {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return wrap(BigInt(left) + BigInt(right));
}

export function subtractWhole(left: Whole, right: Whole): Whole {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return wrap(BigInt(left) - BigInt(right));
}

export function multiplyWhole(left: Whole, right: Whole): Whole {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return wrap(BigInt(left) * BigInt(right));
}

/** Rounds towards zero; undefined where the divisor is zero. */
export function divideWhole(left: Whole, right: Whole): Whole | undefined {
  if (right === 0) return undefined;
  if (typeof left === 'number' && typeof right === 'number') return Math.trunc(left / right) + 0;
  return wrap(BigInt(left) / BigInt(right));
}

/** Never negative, whatever the signs; undefined where the divisor is zero. */
export function moduloWhole(left: Whole, right: Whole): Whole | undefined {
  if (right === 0) return undefined;
  if (typeof left === 'number' && typeof right === 'number') {
    const size = Math.abs(right);
    const rest = left % size;
    return rest < 0 ? rest + size : rest + 0;
  }
  const size = right < 0 ? -BigInt(right) : BigInt(right);
  const rest = BigInt(left) % size;
  return narrow(rest < 0n ? rest + size : rest);
}

export function negateWhole(value: Whole): Whole {
  return subtractWhole(0, value);
}

/** The canonical form: a number while that is exact. */
export function narrow(value: bigint): Whole {
  return value >= minSafe && value <= maxSafe ? Number(value) : value;
}

export function wrap(value: bigint): Whole {
  return narrow(BigInt.asIntN(64, value));
}

/** A real cut to 64 bits; undefined for what no long can hold. */
export function truncateToWhole(value: Whole): Whole | undefined {
  if (typeof value === 'bigint')
    return BigInt.asIntN(64, value) === value ? narrow(value) : undefined;
  const whole = Math.trunc(value);
  if (Number.isSafeInteger(whole)) return whole + 0;
  if (!Number.isFinite(whole) || Math.abs(whole) > 2 ** 63) return undefined;
  const exact = BigInt(whole);
  return BigInt.asIntN(64, exact) === exact ? narrow(exact) : undefined;
}

/** Decimal digits or 0x hexadecimal, with a sign; undefined for anything else or beyond 64 bits. */
export function parseWhole(text: string): Whole | undefined {
  const match = /^\s*(?<sign>[+-]?)(?<digits>\d+|0x[\da-f]+)\s*$/i.exec(text);
  if (!match?.groups) return undefined;
  const size = BigInt(match.groups.digits ?? '');
  const value = match.groups.sign === '-' ? -size : size;
  return BigInt.asIntN(64, value) === value ? narrow(value) : undefined;
}

/** Largest multiple of `size` that is not above `value`, both counted from `-offset`. */
export function floorWhole(value: Whole, size: Whole, offset: Whole = 0): Whole | undefined {
  if (size <= 0) return undefined;
  const shift = moduloWhole(offset, size) ?? 0;
  const rest = moduloWhole(addWhole(moduloWhole(value, size) ?? 0, shift), size);
  return rest === undefined ? undefined : subtractWhole(value, rest);
}

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);
const minSafe = BigInt(Number.MIN_SAFE_INTEGER);

import { AppError } from '../../shared/app-error';

export type QueryParameter = string | number | Date | { seconds: number };

type ParameterType = 'string' | 'long' | 'datetime' | 'timespan';

/**
 * Puts parameters into a query as literals. A query declares each one in a comment line such as
 * `// param device: string` (string, long, datetime, timespan) and uses it as `{device}`. This is
 * the only place where a value becomes query text.
 *
 * Throws AppError `query_parameter_invalid` for a value that no literal can hold, and a plain Error
 * for parameters and declarations that do not match: that is a fault in our own files.
 */
export function fillQuery(text: string, parameters: Record<string, QueryParameter>): string {
  const declared = readDeclarations(text);
  for (const name of Object.keys(parameters)) {
    if (!declared.has(name)) throw new Error(`The query declares no parameter "${name}".`);
  }
  for (const name of declared.keys()) {
    if (!Object.hasOwn(parameters, name)) throw new Error(`The parameter "${name}" is missing.`);
  }
  return text.replace(/\{(?<name>[A-Za-z_]\w*)\}/g, (_token, name: string) => {
    const type = declared.get(name);
    const value = parameters[name];
    if (type === undefined || value === undefined) {
      throw new Error(`The query uses {${name}} without declaring it.`);
    }
    return writeLiteral(name, type, value);
  });
}

function readDeclarations(text: string): Map<string, ParameterType> {
  const lines = text.matchAll(/^\/\/ param (?<name>\w+): (?<type>\w+)\s*$/gm);
  const declared = new Map<string, ParameterType>();
  for (const { groups } of lines) declared.set(groups?.name ?? '', readType(groups?.type ?? ''));
  return declared;
}

function readType(type: string): ParameterType {
  if (type === 'string' || type === 'long' || type === 'datetime' || type === 'timespan') {
    return type;
  }
  throw new Error(`A query parameter cannot be of type "${type}".`);
}

function writeLiteral(name: string, type: ParameterType, value: QueryParameter): string {
  if (type === 'string' && typeof value === 'string') return writeString(name, value);
  if (type === 'long' && Number.isSafeInteger(value)) return String(value);
  if (type === 'datetime' && value instanceof Date && !Number.isNaN(value.getTime())) {
    return `datetime(${value.toISOString()})`;
  }
  if (type === 'timespan' && typeof value === 'object' && 'seconds' in value) {
    return writeTimespan(name, value.seconds);
  }
  throw new AppError('query_parameter_invalid', `The value of "${name}" is not a ${type}.`);
}

function writeString(name: string, value: string): string {
  // Line ends would end the literal and reversing characters hide what it says: neither is in any id.
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Cf}]/u.test(value)) {
    throw new AppError('query_parameter_invalid', `"${name}" contains a control character.`);
  }
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

function writeTimespan(name: string, seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new AppError('query_parameter_invalid', `"${name}" is not a number of whole seconds.`);
  }
  return `timespan(${Math.floor(seconds / 86400)}.${clockTime(seconds % 86400)})`;
}

function clockTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

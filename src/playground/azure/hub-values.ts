import type { z } from 'zod';

/** A part of a value that cannot be used: the way there, and why. */
export interface Complaint {
  /** Such as `my-hub.connectedDeviceCount[3].average`; empty for the whole value. */
  where: string;
  reason: string;
}

/**
 * Files tell of a hub that exists, so what they leave out is not known. A story makes its hub up:
 * what it leaves out is as it usually is.
 */
export type Teller = 'file' | 'story';

/** Goes through the fields of `{name: value}` and collects what is wrong, each with its way. */
export function readFields(
  value: unknown,
  take: (name: string, value: unknown) => Complaint[],
): Complaint[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [complain('must be a JSON object')];
  }
  return Object.entries(value).flatMap(([name, field]) => below(name, take(name, field)));
}

export function complain(reason: string): Complaint {
  return { where: '', reason };
}

/** The same complaints, seen from one level up. */
export function below(name: string, complaints: Complaint[]): Complaint[] {
  return complaints.map(({ where, reason }) => ({ where: join(name, where), reason }));
}

export function complaintsOf(error: z.ZodError): Complaint[] {
  return error.issues.map(({ path, message }) => ({
    where: path.reduce<string>((way, part) => {
      return join(way, typeof part === 'number' ? `[${part}]` : String(part));
    }, ''),
    reason: message,
  }));
}

export function sayComplaint({ where, reason }: Complaint): string {
  return where === '' ? reason : `${where}: ${reason}`;
}

export function isHubName(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{1,48}[a-z0-9])?$/i.test(name);
}

function join(before: string, after: string): string {
  if (before === '' || after === '' || after.startsWith('[')) return `${before}${after}`;
  return `${before}.${after}`;
}

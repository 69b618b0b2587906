import { z } from 'zod';

/** How long a disconnect of some devices waits; without a hub or device it is for all of them. */
export interface GraceOverride {
  hub?: string;
  /** A device id in which `*` stands for any characters. */
  device?: string;
  seconds: number;
}

// Device ids may hold commas, colons and equals signs, and no blanks or slashes.
const entryPattern = /^(?<hub>[\w-]+|\*)(?:\/(?<device>[^/\s]+))?=(?<seconds>\d{1,5})$/;

/** Entries like `contoso-hub=300`, separated by blanks; a hub `*` stands for every hub. */
export function readGraceOverrides(text: string, context: z.RefinementCtx): GraceOverride[] {
  const entries = text.split(/\s+/).filter((entry) => entry !== '');
  const overrides = entries.map(readEntry).filter((entry) => entry !== undefined);
  if (overrides.length === entries.length) return overrides;
  context.addIssue({
    code: 'custom',
    message:
      'has an entry that is not like contoso-hub=300 or contoso-hub/solar-*=3600, with 0 to 86400 seconds; blanks separate entries',
  });
  return z.NEVER;
}

function readEntry(entry: string): GraceOverride | undefined {
  const { hub, device, seconds } = entryPattern.exec(entry)?.groups ?? {};
  if (hub === undefined || Number(seconds) > 86_400) return undefined;
  return {
    ...(hub === '*' ? {} : { hub }),
    ...(device === undefined || device === '*' ? {} : { device }),
    seconds: Number(seconds),
  };
}

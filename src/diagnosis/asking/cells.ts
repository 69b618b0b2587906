import { z } from 'zod';

// How cells are read: a null is the empty value of its kind, as Kusto's own strings have it.

export const Text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const Count = z
  .union([z.number(), z.bigint()])
  .nullish()
  .transform((value) => Number(value ?? 0));

/** Undefined for null and for what a percentile of no rows is. */
export const Measure = z
  .union([z.number(), z.nan(), z.string()])
  .nullish()
  .transform((value) => {
    const read = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
    return Number.isFinite(read) ? read : undefined;
  });

export const Moment = z.date();

export const MaybeMoment = z
  .date()
  .nullish()
  .transform((value) => value ?? undefined);

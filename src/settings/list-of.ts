import { z } from 'zod';

/** Values separated by commas; blanks around them and empty ones do not count. */
export function listOf(item: z.ZodType<string, string>) {
  return z
    .string()
    .default('')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ''))
    .pipe(z.array(item));
}

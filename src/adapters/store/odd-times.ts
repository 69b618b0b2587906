import type { ExpressionBuilder } from 'kysely';
import type { StoreTables } from './schema';

const yearMs = 366 * 24 * 3_600_000;

/**
 * Alternatives for a sender's time that is over. One more than a year ahead was never true, and must
 * not keep what it stands in for ever.
 */
export function liesBefore(
  row: ExpressionBuilder<StoreTables, 'incidents'>,
  column: 'fired_at' | 'resolved_at' | 'heard_at',
  before: number,
) {
  return [row(column, '<', before), row(column, '>', before + yearMs)];
}

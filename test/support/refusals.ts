import type { Refusal } from '../../src/ports/refusal-book';

/** A refused request; parts can be replaced. */
export function refusal(parts: Partial<Refusal> = {}): Refusal {
  return {
    receivedAt: new Date('2026-03-01T03:15:00Z'),
    sender: 'webhook key 1',
    origin: '20.38.99.1, IcMBroadcaster/1.0',
    status: 400,
    code: 'alert_invalid',
    message: 'data.essentials.firedDateTime: is missing or empty',
    bodyBytes: 11,
    body: '{"data": 1}',
    ...parts,
  };
}

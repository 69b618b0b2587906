import type { Registry } from 'prom-client';
import { ageInSeconds, createCounter, createGauge, refreshGauges } from './metrics-parts';

export interface SendMetrics {
  /** Requests to chat platforms by what became of them. */
  countSend(outcome: string): void;
  /** A card that was sent a second time, because nobody knows what became of the first. */
  countRepeatedCard(): void;
}

export interface SendGauges {
  /** The outbox. */
  sends?(): Promise<{ waiting: number; oldestWantedAt: Date | undefined }>;
  /** How many conversations take nothing any more. */
  conversationsGone?(): Promise<number>;
}

/** `refresh` asks the gauges: it is called whenever somebody reads the metrics. */
export function createSendMetrics(
  gauges: SendGauges,
  registry: Registry,
): SendMetrics & { refresh(now: Date): Promise<void> } {
  const sends = createCounter(
    'reconnect_sends_total',
    'Requests to chat platforms by what became of them.',
    ['outcome'],
    registry,
  );
  const repeated = createCounter(
    'reconnect_repeated_cards_total',
    'Cards sent a second time, marked, because the outcome of the first is unknown.',
    [],
    registry,
  );
  const refreshBacklog = gauges.sends && createBacklog(gauges.sends, registry);
  const refreshGone = gauges.conversationsGone && createGone(gauges.conversationsGone, registry);
  return {
    countSend: (outcome) => sends.inc({ outcome }),
    countRepeatedCard: () => repeated.inc(),
    refresh: async (now) => void (await Promise.all([refreshBacklog?.(now), refreshGone?.()])),
  };
}

function createBacklog(sends: NonNullable<SendGauges['sends']>, registry: Registry) {
  const waiting = createGauge(
    'reconnect_sends_waiting',
    'Cards, updates and replies that wait to be sent.',
    registry,
  );
  const age = createGauge(
    'reconnect_sends_oldest_waiting_seconds',
    'How long the oldest of these has waited.',
    registry,
  );
  return (now: Date) =>
    refreshGauges(sends(), [waiting, age], (backlog) => [
      backlog.waiting,
      ageInSeconds(backlog.oldestWantedAt, now),
    ]);
}

function createGone(count: NonNullable<SendGauges['conversationsGone']>, registry: Registry) {
  const gone = createGauge(
    'reconnect_conversations_gone',
    'Conversations that take nothing any more: the bot was removed or blocked there.',
    registry,
  );
  return () => refreshGauges(count(), [gone], (conversations) => [conversations]);
}

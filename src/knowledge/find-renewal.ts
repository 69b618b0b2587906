import knowledge from './token-renewal.json';

/** How the disconnects look by which an SDK renews its token over MQTT. Periods with default settings. */
export interface RenewalRhythm {
  periodSeconds: number;
  /** A period this far off still counts, as a share such as 0.1. */
  tolerance: number;
  /** Reconnects take less than this. */
  longestGapSeconds: number;
  /** Error codes that belong to it; none where the SDK closes cleanly. */
  codes: string[];
  /** Whether it is the hub that ends the connection: its rows are errors then. */
  cutByHub: boolean;
  /** The period as a share of the life of the token, and the seconds that come on top of it. */
  lifeShare: number;
  addedSeconds: number;
  /** Half a sentence: why the period is what it is. */
  reason: string;
  /** How long a token lives by default. */
  tokenSeconds: number;
  /** A sentence: how tokens of this SDK are made to live longer. */
  setting: string;
}

/**
 * The renewal rhythm of an SDK (its id in the knowledge base) over a protocol as the logs spell it.
 * Undefined where renewing needs no disconnect, as over AMQP, or where nothing is documented.
 */
export function findRenewal(
  sdkId: string | undefined,
  protocol: string | undefined,
): RenewalRhythm | undefined {
  const record = knowledge.sdks.find(({ sdk }) => sdk === sdkId);
  if (record === undefined || !isMqtt(protocol)) return undefined;
  return {
    periodSeconds: record.periodMinutes * 60,
    tolerance: knowledge.tolerancePercent / 100,
    longestGapSeconds: knowledge.longestGapSeconds,
    codes: record.errorsLogged ? knowledge.codes : [],
    cutByHub: record.cutByHub,
    lifeShare: record.lifePercent / 100,
    addedSeconds: record.addedSeconds,
    reason: record.reason,
    tokenSeconds: knowledge.defaultTokenMinutes * 60,
    setting: record.setting,
  };
}

/** How long tokens live that make this SDK renew in such a period. */
export function tokenSecondsOf(rhythm: RenewalRhythm, periodSeconds: number): number {
  return (periodSeconds - rhythm.addedSeconds) / rhythm.lifeShare;
}

/** How often this SDK drops with tokens of such a life. */
export function periodSecondsOf(rhythm: RenewalRhythm, tokenSeconds: number): number {
  return tokenSeconds * rhythm.lifeShare + rhythm.addedSeconds;
}

function isMqtt(protocol: string | undefined): boolean {
  const name = protocol?.toLowerCase().replace(/[^a-z]/g, '') ?? '';
  return knowledge.protocols.includes(name);
}

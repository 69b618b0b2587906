import { type Kysely, type Migration, Migrator } from 'kysely';
import { createFirstTables } from '../../src/adapters/store/migrations/0001-first-tables';
import { addRefusalsAndOrder } from '../../src/adapters/store/migrations/0002-refusals-and-order';
import { addConversationMemory } from '../../src/adapters/store/migrations/0003-conversation-memory';

/** Tables as an earlier version knew them: names and values, without a type of today. */
export type EarlierTables = Record<string, Record<string, string | number | null>>;

interface EarlierVersion {
  migrations: Record<string, Migration>;
  rows: EarlierTables;
}

const firedAt = Date.parse('2026-03-01T03:14:00Z');
const receivedAt = Date.parse('2026-03-01T03:15:00Z');

/** As versions of then wrote alerts: without what later versions ask for. */
const alert = JSON.stringify({
  id: 'alert-1',
  condition: 'fired',
  firedAt: { $date: firedAt },
  rule: 'connected-devices-low',
  severity: 'Sev1',
  description: '',
  hub: { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' },
  targets: [],
  criteria: [],
});

const conversation = JSON.stringify({ channel: 'teams', id: 'room', reference: { tenant: 1 } });

const first: EarlierTables = {
  alert_inbox: {
    delivery_key: 'delivery-1',
    alert_id: 'alert-1',
    alert,
    arrival: `${receivedAt} fired delivery-1`,
    received_at: receivedAt,
    due_at: 0,
    leased_until: 0,
    attempts: 1,
    state: 'waiting',
    outcome: 'received',
    finished_at: null,
  },
  incidents: {
    incident_key: 'incident-1',
    alert_id: 'alert-1',
    fired_at: firedAt,
    alert,
    resolved_at: null,
    summary: null,
    failure: JSON.stringify({ code: 'query_failed', message: 'no answer' }),
    asks: 1,
    ask_again_at: receivedAt + 60_000,
    history: JSON.stringify([{ at: { $date: firedAt }, what: 'fired' }]),
    version: 2,
  },
  cards: {
    card_id: 'card-1',
    incident_key: 'incident-1',
    channel: 'teams',
    conversation_id: 'room',
    conversation,
    state: 'sent',
    message_id: 'message-1',
    claimed_at: receivedAt,
    repeats: 0,
    may_repeat_of: null,
    shown_version: 1,
  },
  routes: {
    channel: 'teams',
    conversation_id: 'room',
    conversation,
    created_by: 'Ada',
    created_at: firedAt,
  },
};

const second: EarlierTables = {
  refusals: {
    refusal_key: 'refusal-1',
    notice_key: 'notice-1',
    received_at: receivedAt,
    sender: 'webhook key 1',
    origin: '20.38.99.1',
    status: 400,
    code: 'alert_invalid',
    message: 'data.essentials: is missing',
    body_bytes: 2,
    body: '{}',
  },
  refusal_notices: {
    notice_key: 'notice-1',
    sender: 'webhook key 1',
    opened_at: receivedAt,
    refused: 1,
    due_at: 0,
    leased_until: 0,
    attempts: 0,
    failures: 0,
    state: 'waiting',
    outcome: 'received',
  },
};

const third: EarlierTables = {
  conversation_memory: {
    channel: 'teams',
    conversation_id: 'room',
    hub: 'north-hub',
    hub_chosen_at: firedAt,
    question: JSON.stringify({
      verb: 'why',
      parameters: {},
      hubs: ['north-hub'],
      askedAt: { $date: receivedAt },
    }),
  },
};

const versions: EarlierVersion[] = [
  { migrations: { '0001-first-tables': { up: createFirstTables } }, rows: first },
  { migrations: { '0002-refusals-and-order': { up: addRefusalsAndOrder } }, rows: second },
  { migrations: { '0003-conversation-memory': { up: addConversationMemory } }, rows: third },
];

/** Leaves an empty database as the version with so many steps left it, with a row in every table. */
export async function leaveAtVersion(db: Kysely<EarlierTables>, steps: number): Promise<void> {
  const then = versions.slice(0, steps);
  const migrations = Object.assign({}, ...then.map((version) => version.migrations));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  for (const { rows } of then) {
    for (const [table, row] of Object.entries(rows)) {
      await db.insertInto(table).values(row).execute();
    }
  }
}

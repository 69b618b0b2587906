import { type Kysely, sql } from 'kysely';

/**
 * What is to be sent where, budgets and rests included; takes over the messages that are out. Every
 * step may have been done by an earlier start that stopped midway.
 */
export async function addOutbox(db: Kysely<unknown>): Promise<void> {
  await createOutbox(db);
  await createConversations(db);
  await takeOverCards(db);
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .ifNotExists()
    .addColumn('send_id', 'text', (column) => column.primaryKey())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_key', 'text', (column) => column.notNull())
    .addColumn('reply_key', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .addColumn('wanted_version', 'integer', (column) => column.notNull())
    .addColumn('shown_version', 'integer', (column) => column.notNull())
    .addColumn('urgency', 'integer', (column) => column.notNull())
    .addColumn('next_urgency', 'integer')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('wanted_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('gap_ms', 'integer', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('posted_at', 'bigint')
    .addColumn('shown_at', 'bigint')
    .addColumn('repeats', 'integer', (column) => column.notNull())
    .addColumn('may_repeat_of', 'bigint')
    .addColumn('folded_into', 'text')
    .addUniqueConstraint('one_send_a_conversation', [
      'subject_kind',
      'subject_key',
      'channel',
      'conversation_id',
      'reply_key',
    ])
    .execute();
  await createIndex(db, 'heads', [
    'channel',
    'conversation_id',
    'state',
    'urgency',
    'wanted_at',
    'reply_key',
  ]);
  await createIndex(db, 'due', ['state', 'due_at']);
  await createIndex(db, 'leases', ['state', 'leased_until']);
  await createIndex(db, 'urgencies', ['state', 'urgency', 'channel', 'conversation_id']);
  await createIndex(db, 'posts', ['channel', 'conversation_id', 'posted_at']);
  await createIndex(db, 'folds', ['folded_into']);
  await createIndex(db, 'ages', ['wanted_at']);
}

async function createConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox_conversations')
    .ifNotExists()
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('head_id', 'text')
    .addColumn('head_urgency', 'integer')
    .addColumn('head_wanted_at', 'bigint')
    .addColumn('rest_until', 'bigint', (column) => column.notNull())
    .addColumn('busy_until', 'bigint', (column) => column.notNull())
    .addColumn('full_until', 'bigint', (column) => column.notNull())
    .addColumn('sends', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addColumn('gone_at', 'bigint')
    .addColumn('gone_why', 'text')
    .addPrimaryKeyConstraint('one_outbox_a_conversation', ['channel', 'conversation_id'])
    .execute();
  await db.schema
    .createIndex('outbox_conversations_by_heads')
    .ifNotExists()
    .on('outbox_conversations')
    .columns(['head_urgency', 'head_wanted_at'])
    .execute();
}

/**
 * A card whose send has an unknown outcome is one whose lease has ended. What was not sent waits for
 * its alert, which is handled again.
 */
async function takeOverCards(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'cards')) return;
  await sql`
    insert into outbox (
      send_id, subject_kind, subject_key, reply_key, body, channel, conversation_id, conversation,
      state, message_id, wanted_version, shown_version, urgency, next_urgency, created_at, wanted_at,
      due_at, gap_ms, leased_until, attempts, failures, claimed_at, posted_at, shown_at, repeats,
      may_repeat_of, folded_into
    )
    select
      card_id,
      case when exists (
        select 1 from refusal_notices where notice_key = incident_key
      ) then 'refusals' else 'incident' end,
      incident_key, '', null, channel, conversation_id, conversation,
      case state when 'unsent' then 'undeliverable' else state end,
      message_id,
      case state when 'sending' then 1 else shown_version end,
      shown_version, 1, null, claimed_at, claimed_at, claimed_at, 0, 0, 1, 0, claimed_at,
      case state when 'sent' then claimed_at else null end,
      case state when 'sent' then claimed_at else null end,
      repeats, may_repeat_of, null
    from cards
    where true
    on conflict do nothing
  `.execute(db);
  await db.schema.dropTable('cards').execute();
}

async function createIndex(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`outbox_by_${name}`)
    .ifNotExists()
    .on('outbox')
    .columns(columns)
    .execute();
}

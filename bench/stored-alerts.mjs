// What the store holds once the process has ended: each alert with its outcome or why it waits.
import Database from 'libsql';

export function readStoredAlerts(file) {
  const database = new Database(file, { readonly: true });
  const rows = database
    .prepare('select state, outcome, count(*) as alerts from alert_inbox group by state, outcome')
    .all();
  const count = (sql) => database.prepare(`select count(*) as number ${sql}`).get().number;
  const cards = count(
    "from outbox where subject_kind = 'incident' and reply_key = '' and state = 'sent'",
  );
  const answered = count('from incidents where summary is not null');
  database.close();
  const outcomes = {};
  for (const { state, outcome, alerts } of rows) {
    outcomes[state === 'waiting' ? `still due (${outcome})` : outcome] = alerts;
  }
  return { total: rows.reduce((sum, { alerts }) => sum + alerts, 0), outcomes, cards, answered };
}

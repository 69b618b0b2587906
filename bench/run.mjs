// `npm run bench` prints the figures; `npm run bench -- --write` also keeps them in docs/figures.md.
// One part alone: `npm run bench -- storm`; a shorter storm: `npm run bench -- storm --seconds 5`;
// more runs of a part that takes few: `npm run bench -- durable --runs 5`.
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAlerts } from './alerts.mjs';
import { measureBusyChat } from './busy-chat.mjs';
import { measureDiagnosis } from './diagnosis.mjs';
import { measureDisconnectStorm } from './disconnect-storm.mjs';
import { measureDurable } from './durable.mjs';
import { writeSections } from './figures-file.mjs';
import { endEverything } from './measure.mjs';
import { measureMessages } from './messages.mjs';
import { measureOrder } from './order.mjs';
import { measureQueries } from './queries.mjs';
import { measureSize } from './size.mjs';
import { measureStorm } from './storm.mjs';

const parts = {
  messages: { title: 'Message to reply', measure: measureMessages },
  alerts: { title: 'Alert to acknowledgement', measure: measureAlerts },
  queries: { title: 'Queries over a million rows', measure: measureQueries },
  storm: { title: 'A storm of alerts', measure: measureStorm },
  order: { title: 'Events in any order', measure: measureOrder },
  durable: { title: 'Alert to card', measure: measureDurable },
  'disconnect-storm': { title: 'A storm of disconnects', measure: measureDisconnectStorm },
  'busy-chat': { title: 'A chat that is busy for five minutes', measure: measureBusyChat },
  size: { title: 'Many devices, much that is open', measure: measureSize },
  diagnosis: { title: 'Diagnosis', measure: measureDiagnosis },
};
const figuresFile = 'docs/figures.md';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, seconds: { type: 'string' }, runs: { type: 'string' } },
});
const unknown = positionals.find((name) => !(name in parts));
if (unknown !== undefined) {
  throw new Error(`No part is called ${unknown}: ${Object.keys(parts).join(', ')}`);
}
const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
const options = Object.fromEntries(
  ['seconds', 'runs']
    .filter((name) => values[name] !== undefined)
    .map((name) => [name, Number(values[name])]),
);

try {
  for (const name of chosen) {
    const { title, measure } = parts[name];
    console.error(`measuring ${name} …`);
    const text = `${conditions()}\n\n${await measure(options)}`;
    console.log(`## ${title}\n\n${text}\n`);
    // At once, so that a later part that fails takes nothing with it.
    if (values.write) writeSections(figuresFile, { [title]: text }, titles());
  }
} finally {
  await endEverything();
}

function titles() {
  return Object.values(parts).map(({ title }) => title);
}

function conditions() {
  const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day} with Reconnect ${version}, Node ${process.version}, botbuilder ${dependencies.botbuilder}, restify ${dependencies.restify}; ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB.`;
}

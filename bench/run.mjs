// `npm run bench` prints the figures; `npm run bench -- --write` also keeps them in docs/figures.md.
// One part alone: `npm run bench -- queries`.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { measureAlerts } from './alerts.mjs';
import { measureMessages } from './messages.mjs';
import { measureQueries } from './queries.mjs';
import { measureStorm } from './storm.mjs';

const parts = {
  messages: measureMessages,
  alerts: measureAlerts,
  queries: measureQueries,
  storm: measureStorm,
};
const asked = process.argv.slice(2).filter((argument) => argument in parts);
const chosen = asked.length > 0 ? asked : Object.keys(parts);

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const blocks = [
  `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench\`: Reconnect ${version}, Node ${process.version}, botbuilder ${dependencies.botbuilder}, restify ${dependencies.restify}; ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, everything on one machine.`,
];
for (const name of chosen) {
  console.error(`measuring ${name} …`);
  blocks.push(await parts[name]());
}
const text = blocks.join('\n\n');
console.log(text);

if (process.argv.includes('--write')) {
  writeFileSync('docs/figures.md', `# Figures\n\n${text}\n`);
}

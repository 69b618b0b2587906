// The documented queries and a count by five minutes over 1,000,000 rows: load time, evaluation
// in the process, and the same over HTTP, where the API caps the rows it sends.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { makeLogs } from './make-logs.mjs';
import { createFolder, median, memoryOf, ms } from './measure.mjs';

const require = createRequire(import.meta.url);
const rows = 1_000_000;
const runs = 3;
const byFiveMinutes = 'AzureDiagnostics\n| summarize count() by bin(TimeGenerated, 5m), ResultType';

export async function measureQueries() {
  const folder = createFolder();
  await makeLogs(folder, rows, 20_000);
  const { loadMs, memory, evaluated } = await evaluateInProcess(folder);
  const overHttp = await askOverHttp(folder);
  return [
    `Load of ${rows.toLocaleString('en')} rows: ${ms(loadMs)} ms; resident ${memory.resident} MiB after all queries, peak ${memory.peak} MiB.`,
    '',
    `| query over ${rows.toLocaleString('en')} rows (median of ${runs}) | rows out | evaluation ms | over HTTP ms |`,
    '|---|---|---|---|',
    ...evaluated.map(({ name, out, took }, index) => {
      return `| ${name} | ${out.toLocaleString('en')} | ${ms(took)} | ${ms(overHttp[index])} |`;
    }),
    '',
    'Answers over HTTP stop where the API caps them: 500,000 rows or 100 MB.',
  ].join('\n');
}

async function evaluateInProcess(folder) {
  const { createWorkspace } = require('../dist/playground/azure/workspace.js');
  const { loadFolder } = require('../dist/playground/azure/load-folder.js');
  const { createTwinShelf } = require('../dist/playground/azure/twin-shelf.js');
  const { createMetricShelf } = require('../dist/playground/azure/metric-shelf.js');
  const { createHealthShelf } = require('../dist/playground/azure/health-shelf.js');
  const { createHubShelf } = require('../dist/playground/azure/hub-shelf.js');
  const now = () => new Date();
  const workspace = createWorkspace();
  const start = performance.now();
  const shelves = {
    twins: createTwinShelf(),
    metrics: createMetricShelf(),
    health: createHealthShelf(now()),
    hubs: createHubShelf(),
  };
  await loadFolder(folder, { workspace, ...shelves, now, ingestionDelayMs: 0 });
  const loadMs = performance.now() - start;
  const evaluated = listQueries().map(([name, text]) => {
    let out = 0;
    const took = medianOf(() => {
      out = workspace.query(text, now()).rows.length;
    });
    return { name, out, took };
  });
  return { loadMs, evaluated, memory: memoryOf(process.pid) };
}

function medianOf(run) {
  const times = [];
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** As the product runs it: in a thread of its own. */
async function askOverHttp(folder) {
  const {
    startLocalAzureInWorker,
  } = require('../dist/playground/azure/start-local-azure-in-worker.js');
  const { createLogger } = require('../dist/shared/logger.js');
  const azure = await startLocalAzureInWorker({
    port: 0,
    dataDir: folder,
    ingestionDelaySeconds: 0,
    enforceLimits: false,
    log: createLogger('error'),
  });
  const took = [];
  for (const [name, text] of listQueries()) took.push(await askOnce(azure.origin, name, text));
  await azure.close();
  return took;
}

async function askOnce(origin, name, text) {
  const times = [];
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    const response = await fetch(`${origin}/v1/workspaces/${crypto.randomUUID()}/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer local' },
      body: JSON.stringify({ query: text }),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    await response.arrayBuffer();
    times.push(performance.now() - start);
  }
  return median(times);
}

function listQueries() {
  const folder = 'src/diagnosis/queries/documented';
  const documented = readdirSync(folder).map((file) => [
    file.replace('.kql', ''),
    readFileSync(join(folder, file), 'utf8'),
  ]);
  return [...documented, ['count by bin(TimeGenerated, 5m) and code', byFiveMinutes]];
}

import { createInvestigation } from '../investigation';
import { findErrorCode } from '../knowledge/find-error-code';
import { describeBadPieces } from '../playground/azure/describe-load';
import { createLocalAzure } from '../playground/azure/local-azure';
import { reportProblem } from '../reports/report-problem';
import type { Settings } from '../settings';
import { isAppError } from '../shared/app-error';
import { createLogger } from '../shared/logger';
import { loadSettings } from '../start/load-settings';
import { openAzure } from '../start/open-azure';
import { createSystemClock } from '../start/system-clock';
import { printReport } from './print-report';
import { type Arguments, readArguments } from './read-arguments';
import { requireKnownHub } from './require-known-hub';
import { decodeForTerminal, runCommand, runQueryCommand } from './run-command';
import { switchFault } from './switch-fault';
import { tellWait } from './tell-wait';
import { usage } from './usage';

/** Codes that mean the person has to ask differently, not that a source could not be asked. */
const wrongUsage = [
  'usage_wrong',
  'device_id_invalid',
  'query_unknown',
  'settings_invalid',
  'local_data_missing',
];

/** Runs one command and gives the exit code: 0 answered, 1 a source failed, 2 wrong usage. */
export async function runCli(argv: string[]): Promise<number | undefined> {
  try {
    return await run(readArguments(argv));
  } catch (error) {
    if (!isAppError(error)) throw error;
    warn(explain(error.code, error));
    return wrongUsage.includes(error.code) ? 2 : 1;
  }
}

async function run(asked: Arguments): Promise<number | undefined> {
  if (asked.command === 'help') return print(usage);
  if (asked.command === 'serve') return startServing(asked);
  const settings = loadSettings();
  if (asked.command === 'decode') return print(decodeForTerminal(asked, contextOf(settings)));
  if (asked.command === 'fault') {
    return print(await switchFault(asked, `http://127.0.0.1:${settings.local.azurePort}`));
  }
  return investigate(asked, settings);
}

/** The exit code stays open: the server decides it when it stops. */
async function startServing(asked: Arguments): Promise<undefined> {
  if (asked.dataDir !== undefined) process.env.LOCAL_DATA_DIR = asked.dataDir;
  // A question needs none of what a server does, and should not wait for it to load.
  const { runServer } = await import('../start/run-server.js');
  await runServer(loadSettings);
}

async function investigate(asked: Arguments, settings: Settings): Promise<number> {
  const log = createLogger('silent');
  const clock = createSystemClock(asked.now);
  // Exported logs are asked locally, also on a machine whose settings name a real workspace.
  const isLocal = settings.workspaceId === undefined || asked.dataDir !== undefined;
  const local = isLocal
    ? await createLocalAzure({
        now: clock.now,
        dataDir: asked.dataDir ?? settings.local.dataDir,
        ingestionDelaySeconds: settings.local.ingestionDelaySeconds,
        log,
      })
    : undefined;
  for (const line of local ? describeBadPieces(local.report) : []) warn(`${line}\n`);
  try {
    const known = local?.report.hubs ?? settings.hubs.map(({ name }) => name);
    requireKnownHub(asked.hub, known);
    const localOrigin = (await local?.listen(0))?.origin;
    const azure = openAzure(settings, { localOrigin, log });
    const investigation = createInvestigation({ ...azure, clock }, settings, tellWait(warn));
    if (asked.command !== 'queries') return print(await runCommand(asked, investigation));
    const { text, note } = await runQueryCommand(asked, investigation);
    warn(note);
    return print(text);
  } finally {
    await local?.close();
  }
}

function contextOf(settings: Settings) {
  return {
    now: new Date(),
    portal: { origin: settings.cloud.portalOrigin },
    decode: findErrorCode,
  };
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function warn(text: string): void {
  process.stderr.write(text);
}

function explain(code: string, error: Error): string {
  if (wrongUsage.includes(code)) return `${error.message}\n\n${usage}`;
  if (code === 'local_azure_missing') return `${error.message}\n`;
  return printReport(
    reportProblem(error, { now: new Date(), portal: { origin: '' }, decode: findErrorCode }),
  );
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../shared/logger';
import { createSampleDay } from '../samples/sample-day';
import { armPath } from './arm-resource';
import { handleArm } from './arm-route';
import { type CallLog, callLogPath, createCallLog } from './call-log';
import { type Appended, appendLogs, controlPath, handleControl, putTwins } from './control-route';
import type { ExportedRecord } from './exported-record';
import { faultPath, handleFaults } from './fault-route';
import { createFaultSwitch, type FaultSwitch } from './faults';
import { createHealthShelf } from './health-shelf';
import { replyError } from './http';
import { createHubShelf } from './hub-shelf';
import { type HubSide, knownHubs } from './hub-side';
import { keepFleetAlive } from './keep-fleet-alive';
import { loadFolder } from './load-folder';
import type { LoadReport } from './load-report';
import { createMetricShelf } from './metric-shelf';
import { createQueryLog, type QueryLog, queryLogPath } from './query-log';
import { handleQuery, queryPath } from './query-route';
import { createServiceLimits, type ServiceLimits } from './service-limits';
import { handleTwin, twinPath } from './twin-route';
import { createTwinShelf, type LocalTwin } from './twin-shelf';
import { pathNotFound } from './wire-errors';
import { createWorkspace, type Workspace } from './workspace';

export interface LocalAzureOptions {
  now(): Date;
  /** Folder with exported logs and what is known of the hubs; the bundled sample day when absent. */
  dataDir?: string;
  /** How much later than its time a row becomes visible. */
  ingestionDelaySeconds: number;
  /** False only where the speed of the evaluation is measured; true when absent. */
  enforceLimits?: boolean;
  log: Logger;
}

/** Log Analytics, Resource Manager and IoT Hub's registry on loopback, over files. */
export interface LocalAzure {
  /** What was read at start. */
  readonly report: LoadReport;
  appendLogs(records: ExportedRecord[]): Appended;
  putTwins(twins: LocalTwin[]): Appended;
  /** Port 0 takes a free one. */
  listen(port: number): Promise<{ origin: string }>;
  close(): Promise<void>;
}

/** Throws AppError `local_data_missing` when the data folder is not there. */
export async function createLocalAzure(options: LocalAzureOptions): Promise<LocalAzure> {
  const queryLog = createQueryLog(options);
  const parts: Parts = {
    workspace: queryLog.watch(openWorkspace(options)),
    queryLog,
    callLog: createCallLog(options),
    twins: createTwinShelf(),
    metrics: createMetricShelf(),
    health: createHealthShelf(new Date(options.now().getTime() - wellForMs)),
    hubs: createHubShelf(),
    faults: createFaultSwitch(options),
    limits: options.enforceLimits === false ? undefined : createServiceLimits(options),
    isMadeUp: (hub) => options.dataDir === undefined || isOnlyInStories(hub),
    now: options.now,
    ingestionDelayMs: options.ingestionDelaySeconds * 1000,
    log: options.log,
  };
  const report = await load(options.dataDir, parts);
  const inFiles = new Set(report.hubs);
  const isOnlyInStories = (hub: string) => {
    const name = hub.toLowerCase();
    return !inFiles.has(name) && knownHubs(parts).includes(name);
  };
  const server = createServer((req, res) => {
    void answer(req, res, parts);
  });
  return {
    report,
    appendLogs: (records) => appendLogs(records, parts),
    putTwins: (twins) => putTwins(twins, parts.twins),
    listen: (port) => listen(server, port),
    close: () => {
      parts.faults.turnOff();
      return close(server);
    },
  };
}

/** Files tell of what was; the bundled fleet goes on living. */
function openWorkspace({ dataDir, now, ingestionDelaySeconds }: LocalAzureOptions): Workspace {
  const workspace = createWorkspace();
  if (dataDir !== undefined) return workspace;
  return keepFleetAlive(workspace, {
    startedAt: now(),
    ingestionDelayMs: ingestionDelaySeconds * 1000,
  });
}

interface Parts extends HubSide {
  queryLog: QueryLog;
  callLog: CallLog;
  faults: FaultSwitch;
  limits: ServiceLimits | undefined;
  ingestionDelayMs: number;
  log: Logger;
}

async function load(dataDir: string | undefined, parts: Parts): Promise<LoadReport> {
  if (dataDir !== undefined) return loadFolder(dataDir, parts);
  const day = createSampleDay(parts.now());
  const arrived = day.records.map((record) => ({ ...record, ingestedAt: laterBy(record, parts) }));
  appendLogs(arrived, parts);
  putTwins(day.twins, parts.twins);
  return {
    rows: parts.workspace.rows,
    files: 0,
    hubs: parts.workspace.hubs(),
    bad: [],
    badCount: 0,
  };
}

function laterBy({ time }: ExportedRecord, { ingestionDelayMs }: Parts): string {
  return new Date(Date.parse(time) + ingestionDelayMs).toISOString();
}

async function answer(req: IncomingMessage, res: ServerResponse, parts: Parts): Promise<void> {
  try {
    await route(req, res, parts);
  } catch (error) {
    parts.log.error({ err: error }, 'local azure failed to answer');
    const body = { error: { message: 'Unexpected fault', code: 'InternalServerError' } };
    if (res.headersSent) res.destroy();
    else replyError(res, { status: 500, body });
  }
}

async function route(req: IncomingMessage, res: ServerResponse, parts: Parts): Promise<void> {
  const url = readUrl(req.url);
  const path = `${req.method} ${url.pathname}`;
  const list = controlPath.exec(path)?.groups?.list;
  if (queryPath.test(path))
    await parts.queryLog.follow(res, () => handleQuery(req, res, url, parts));
  else if (twinPath.test(path))
    await parts.callLog.follow(req, res, () => handleTwin(req, res, url, parts));
  else if (armPath.test(path))
    await parts.callLog.follow(req, res, () => handleArm(req, res, url, parts));
  else if (faultPath.test(path)) await handleFaults(req, res, parts.faults);
  else if (path === queryLogPath) parts.queryLog.answer(req, res);
  else if (path === callLogPath) parts.callLog.answer(req, res);
  else if (list !== undefined) await handleControl(req, res, list, parts);
  else replyError(res, pathNotFound());
}

/** What is no path at all leads to none of ours either. Clients join ids with one slash too many. */
function readUrl(address = '/'): URL {
  const path = address.replace(/^\/{2,}/, '/');
  return new URL(URL.canParse(path, 'http://local') ? path : '/', 'http://local');
}

function listen(server: Server, port: number): Promise<{ origin: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Clients keep their connections open for the next question.
    server.closeAllConnections();
  });
}

/** How long ago a hub that is made up came to be well. */
const wellForMs = 30 * 86_400_000;

import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '../../shared/app-error';
import { addRecord } from './add-record';
import type { HealthShelf } from './health-shelf';
import type { HubShelf } from './hub-shelf';
import { knownHubs } from './hub-side';
import { type Complaint, sayComplaint, type Teller } from './hub-values';
import { type BadPieces, createBadPieces, type LoadReport } from './load-report';
import type { MetricShelf } from './metric-shelf';
import { readJsonValues } from './read-json-values';
import type { TwinShelf } from './twin-shelf';
import type { Workspace } from './workspace';

interface LoadDeps {
  workspace: Workspace;
  twins: TwinShelf;
  metrics: MetricShelf;
  health: HealthShelf;
  hubs: HubShelf;
  /** How much later than its time a row arrives. */
  ingestionDelayMs: number;
}

/**
 * Fills the workspace from `logs/`, the registry from `twins.json`, and what is known of the hubs
 * themselves from `metrics.json`, `health.json` and `hub.json`. A piece that cannot be used is named
 * in the report and never stops the rest. Throws AppError `local_data_missing` when the
 * folder itself is not there.
 */
export async function loadFolder(folder: string, deps: LoadDeps): Promise<LoadReport> {
  if (!(await isFolder(folder))) {
    throw new AppError('local_data_missing', `There is no folder ${folder} with local data.`);
  }
  const bad = createBadPieces();
  const files = (await loadLogs(folder, bad, deps)) + (await loadOthers(folder, bad, deps));
  return {
    rows: deps.workspace.rows,
    files,
    hubs: knownHubs(deps),
    bad: bad.list,
    badCount: bad.count,
  };
}

async function loadLogs(folder: string, bad: BadPieces, deps: LoadDeps): Promise<number> {
  const logs = join(folder, 'logs');
  if (!(await isFolder(logs))) {
    bad.add({ file: 'logs', line: 0, reason: 'no such folder, so the workspace has no logs' });
    return 0;
  }
  const files = await listJsonFiles(logs);
  for (const path of files) {
    await readInto(folder, path, bad, (value) => addRow(value, deps));
  }
  return files.length;
}

function addRow(value: unknown, { workspace, ingestionDelayMs }: LoadDeps): string | undefined {
  return addRecord(value, {
    workspace,
    arrivedAt: (time) => new Date(time.getTime() + ingestionDelayMs),
  });
}

async function loadOthers(folder: string, bad: BadPieces, deps: LoadDeps): Promise<number> {
  const present = new Set(await readdir(folder));
  let files = 0;
  for (const [name, take] of [
    ['twins.json', deps.twins.put],
    ['metrics.json', saying(deps.metrics.put)],
    ['health.json', saying(deps.health.put)],
    ['hub.json', saying(deps.hubs.put)],
  ] as const) {
    if (!present.has(name)) continue;
    files += 1;
    await readInto(folder, join(folder, name), bad, take);
  }
  return files;
}

function saying(
  put: (value: unknown, teller: Teller) => Complaint[],
): (value: unknown) => string[] {
  return (value) => put(value, 'file').map(sayComplaint);
}

async function readInto(
  folder: string,
  path: string,
  bad: BadPieces,
  take: (value: unknown) => string | string[] | undefined,
): Promise<void> {
  const file = relative(folder, path).split(sep).join('/');
  const onBad = (line: number, reason: string) => bad.add({ file, line, reason });
  const onValue = (value: unknown, line: number) => {
    for (const reason of [take(value) ?? []].flat()) onBad(line, reason);
  };
  try {
    await readJsonValues(path, { onValue, onBad });
  } catch (cause) {
    onBad(0, `cannot be read: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`);
  }
}

/** Sorted, so that the same folder always gives the same order of rows. */
async function listJsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter((name) => /\.(?:json|jsonl|ndjson)$/i.test(name)).sort();
  const files: string[] = [];
  for (const name of paths) {
    const path = join(folder, name);
    if (!(await isFolder(path))) files.push(path);
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

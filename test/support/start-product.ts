import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Product {
  /** What it printed as its one URL, without the slash at the end. */
  origin: string;
  azureOrigin: string;
  output(): string;
  stop(): Promise<void>;
  /** As a power cut would: no handler runs. */
  kill(): Promise<void>;
}

/** A folder for one test's database and logs; `remove` at the end. */
export function createDataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'reconnect-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Runs the built product as `npm start` does, on free ports, and waits until it listens; outside
 * local mode there is no `azureOrigin`. Throws what it printed where it ends instead.
 */
export async function startProduct(
  folder: string,
  env: Record<string, string> = {},
): Promise<Product> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      AZURE_LOCAL_PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'reconnect.db')}`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collectOutput(child);
  const { groups: { origin, azureOrigin = '', port } = {} } = await waitForOutput(
    child,
    output,
    /Open (?<origin>http:\/\/127\.0\.0\.1:\d+)\/[\s\S]*(?<azureOrigin>http:\/\/127\.0\.0\.1:\d+)|at http:\/\/0\.0\.0\.0:(?<port>\d+)\n/,
  );
  return {
    origin: origin ?? `http://127.0.0.1:${port}`,
    azureOrigin,
    output,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

async function waitForOutput(
  child: ChildProcess,
  output: () => string,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(output());
    if (found !== null) return found;
    if (child.exitCode !== null) throw new Error(`The product ended:\n${output()}`);
    await Promise.race([
      child.stdout && once(child.stdout, 'data'),
      child.stderr && once(child.stderr, 'data'),
      once(child, 'exit'),
    ]);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

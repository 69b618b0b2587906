// Small tools of the benchmark: an open-loop load (late answers do not slow the sender down, so
// their waiting is counted), percentiles, child processes and memory.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends `perSecond * seconds` requests at fixed moments; gives milliseconds from each moment. */
export async function runAtRate(perSecond, seconds, send) {
  const total = perSecond * seconds;
  const start = performance.now() + 50;
  const pending = [];
  for (let n = 0; n < total; n++) {
    const due = start + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const took = send(n).then(() => performance.now() - due);
    // It is told at the end, by all of them together.
    took.catch(() => undefined);
    pending.push(took);
  }
  return Promise.all(pending);
}

/** A kept connection that the server ends just then is no answer: senders try again. */
export async function postJson(url, body, signal) {
  const order = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  };
  try {
    return await fetch(url, order);
  } catch (error) {
    if (!/ECONNRESET|UND_ERR_SOCKET/.test(error.cause?.code)) throw error;
    return fetch(url, order);
  }
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

export function median(values) {
  return percentile(values, 0.5);
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const folders = [];

/** A folder for one part; it is gone when the benchmark ends, however it ends. */
export function createFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'reconnect-bench-'));
  folders.push(folder);
  return folder;
}

const started = new Set();
// A platform ends by force what takes longer; here it is a failure of the benchmark.
const stopWithinMs = 30_000;

/**
 * Starts a node script, or another command with its arguments, and resolves once it answers on its
 * port. `stop` waits for its end and gives the milliseconds that took; it throws when only force
 * ended it.
 */
export async function startProcess(script, env, port, path, command = process.execPath) {
  const startedAt = performance.now();
  const child = spawn(command, [script].flat(), {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  started.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(() => started.delete(child));
  await Promise.race([
    answers(port, path),
    ended.then((code) => {
      throw new Error(`${script} ended with ${code} before it listened`);
    }),
  ]);
  return {
    pid: child.pid,
    startMs: performance.now() - startedAt,
    async stop() {
      const stoppedAt = performance.now();
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(force);
      if (child.signalCode === 'SIGKILL') throw new Error(`${script} had to be killed`);
      return performance.now() - stoppedAt;
    },
    /** As a power cut would: no handler runs. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Leaves nothing running, however the benchmark ends. */
export async function endEverything() {
  const ends = [...started].map((child) => {
    child.kill('SIGKILL');
    return new Promise((resolve) => child.once('exit', resolve));
  });
  await Promise.all(ends);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void endEverything().then(() => process.exit(1)));
}
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function answers(port, path) {
  for (let tries = 0; tries < 2000; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}${path}`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await sleep(5);
  }
  throw new Error(`nothing answered on port ${port} within 10 s`);
}

/** Resident memory and its peak, in MiB, as Linux keeps them. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024);
  return { resident: read('VmRSS'), peak: read('VmHWM') };
}

export function ms(value) {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** What loads at the first use is not what is measured. */
export function settle() {
  return sleep(3000);
}

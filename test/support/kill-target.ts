import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface TargetPlace {
  databaseUrl: string;
  chatOrigin: string;
  /** How far its clock is ahead of the machine's. */
  aheadMs: number;
  graceOverrides: { device: string; seconds: number }[];
  everyMs: number;
}

/** What still waits; devices: those that are due by the target's clock. */
interface Waiting {
  alerts: number;
  sends: number;
  devices: number;
}

/** The built product in a process of its own, made to be killed. */
export interface KillTarget {
  /** Opens store and entrances; gives the origin, or undefined when it was killed meanwhile. */
  begin(place: TargetPlace): Promise<string | undefined>;
  /** Works off what is due; gives what still waits, undefined when it was killed meanwhile. */
  settle(): Promise<Waiting | undefined>;
  /** As a power cut would: no handler runs. */
  kill(): Promise<void>;
}

/** Loads the product, which takes longest, so that it begins quickly when its turn comes. */
export async function loadKillTarget(): Promise<KillTarget> {
  const child = fork(join(__dirname, 'kill-target-process.mjs'), { execArgv: [] });
  await hear(child);
  return {
    begin: (given) => ask(child, 'begin', given) as Promise<string | undefined>,
    settle: () => ask(child, 'settle') as Promise<Waiting | undefined>,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function ask(child: ChildProcess, verb: string, given?: TargetPlace): Promise<unknown> {
  const answer = hear(child);
  // Whoever is killed while it is spoken to hears nothing, which is what this is about.
  child.send({ verb, given }, () => undefined);
  return answer;
}

async function hear(child: ChildProcess): Promise<unknown> {
  const said = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => undefined),
  ]);
  if (said === undefined) return undefined;
  const [{ answer, failure }] = said as [{ answer?: unknown; failure?: string }];
  if (failure !== undefined) throw new Error(`The target failed: ${failure}`);
  return answer;
}

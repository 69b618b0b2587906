import type { SourceCheck } from '../diagnosis/diagnosis';
import { asSentence, capitalize } from './words';

/** A source beside the logs as the evidence shows it: icon and word say the same. */
export interface ToldCheck {
  source: string;
  icon: string;
  word: string;
  text: string;
}

/** Every source that was to be asked, with what it said. */
export function tellSources(checks: SourceCheck[] = []): ToldCheck[] {
  return checks.map(({ source, state, text }) => ({
    source: capitalize(names[source]),
    ...states[state],
    text:
      state === 'failed'
        ? `${asSentence(capitalize(text))} Not known: ${missing[source]}.`
        : asSentence(capitalize(text)),
  }));
}

/** How far the sources beside the logs have answered. */
export interface Asked {
  /** Which are still asked: the card comes again when they have answered. */
  asking?: string;
  /** Which could not be asked, and what that means for the answer. */
  unchecked?: string;
}

/** "Still asking: Resource Health, metrics."; nothing once all have answered. */
export function tellAsked(checks: SourceCheck[] = []): Asked {
  const pending = namesOf(checks, 'pending');
  return {
    asking: pending.length === 0 ? undefined : `Still asking: ${pending.join(', ')}.`,
    unchecked: sayUnchecked(checks),
  };
}

function sayUnchecked(checks: SourceCheck[]): string | undefined {
  const failed = checks.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return undefined;
  const lacking = failed.map(({ source }) => missing[source]).join(', or ');
  return `Could not be checked: ${namesOf(checks, 'failed').join(', ')}. So it is not known ${lacking}.`;
}

function namesOf(checks: SourceCheck[], state: SourceCheck['state']): string[] {
  return checks.filter((check) => check.state === state).map(({ source }) => names[source]);
}

const names: Record<SourceCheck['source'], string> = {
  registry: 'device registry',
  hub: 'hub settings',
  'diagnostic-settings': 'diagnostic settings',
  health: 'Resource Health',
  metrics: 'metrics',
};

/** What nobody knows while a source does not answer. */
const missing: Record<SourceCheck['source'], string> = {
  registry: 'whether the device is registered and enabled',
  hub: 'whether the hub’s tier, IP filter or public access play a part',
  'diagnostic-settings': 'whether the hub sends all its connection rows',
  health: 'whether Azure saw the hub impaired',
  metrics: 'whether the hub’s own counts agree with the rows',
};

const states: Record<SourceCheck['state'], Pick<ToldCheck, 'icon' | 'word'>> = {
  known: { icon: '✓', word: 'answered' },
  pending: { icon: '◌', word: 'still asking' },
  skipped: { icon: '○', word: 'not asked' },
  failed: { icon: '▲', word: 'could not be asked' },
};

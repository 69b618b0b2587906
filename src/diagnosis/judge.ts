import type { DeviceFacts } from './device-facts';
import type { Diagnosis } from './diagnosis';
import { deviceRules } from './rules/device-rules';
import type { Finding } from './rules/rule';
import { readUndetermined } from './rules/undetermined';
import { sortDrops } from './sort-drops';

/** Asks every rule; the first that fits gives the verdict, the others say why they lost. */
export function judge(facts: DeviceFacts): {
  finding: Finding;
  alternatives: Diagnosis['alternatives'];
} {
  const drops = sortDrops(facts);
  const results = deviceRules.map((rule) => rule(facts, drops));
  const fitting = results.filter((result) => result.kind === 'fits');
  const lost = results.filter((result) => result.kind === 'lost');
  const finding = fitting[0] ?? readUndetermined(facts, drops);
  const alternatives = [
    ...fitting
      .slice(1)
      .map(({ cause, why }) => ({ cause, why: `fits as well, but weighs less: ${why}` })),
    ...lost.map(({ cause, why }) => ({ cause, why })),
  ];
  return { finding, alternatives };
}

import type { Diagnosis } from '../diagnosis';
import { deviceRules } from '../rules/device-rules';
import type { Finding } from '../rules/rule';
import { sayBeside } from '../rules/trouble-words';
import { sayUnchecked } from '../rules/unchecked';
import { readUndetermined } from '../rules/undetermined';
import { hubNameOf } from './choose-rows';
import type { DeviceFacts } from './device-facts';
import { findNoDeviceEvidence } from './no-evidence';
import { sortDrops } from './sort-drops';

/**
 * Asks every rule. What explains that the device is away now goes before what happened earlier;
 * then the gravest wins, as the list of rules has it. The others say why they lost.
 */
export function judge(facts: DeviceFacts): {
  finding: Finding;
  alternatives: Diagnosis['alternatives'];
} {
  if (facts.rows.length === 0) return judgeSilence(facts);
  const drops = sortDrops(facts);
  const results = deviceRules.map((rule) => rule(facts, drops));
  const fitting = results.filter((result) => result.kind === 'fits');
  const lost = results.filter((result) => result.kind === 'lost');
  const isOpen = drops.open !== undefined && drops.open.cause === 'undetermined';
  const now = fitting.find((result) => result.now === true);
  const chosen = now ?? (isOpen ? undefined : fitting[0]);
  const finding = chosen ?? readUndetermined(facts, drops);
  const alternatives = [
    ...fitting
      .filter((result) => result !== chosen)
      .map(({ cause, why }) => ({ cause, why: `fits as well, but weighs less: ${why}` })),
    ...lost.map(({ cause, why }) => ({ cause, why })),
  ];
  return {
    finding: {
      ...finding,
      inferred: [
        ...finding.inferred,
        ...sayBeside(drops, finding.cause, now === undefined ? undefined : drops.open),
      ],
      unknowable: [...finding.unknowable, ...sayUnchecked(facts, finding.cause)],
    },
    alternatives,
  };
}

/** No connection row, and at most errors of other operations: they do not say why it dropped. */
function judgeSilence(facts: DeviceFacts): ReturnType<typeof judge> {
  const { device, window, complete, surroundings } = facts;
  const finding = findNoDeviceEvidence(device, {
    ...{ similar: [], hubName: hubNameOf(facts.operations[0]?.hubId ?? '') || undefined },
    ...{ complete, window, surroundings },
  });
  return { finding, alternatives: [] };
}

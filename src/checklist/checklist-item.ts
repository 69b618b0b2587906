import type { ChecklistItem, Step } from '../reports/report';

/** Plain shapes, one for each state: a device without an emoji font shows emoji as empty boxes. */
const states: Record<ChecklistItem['state'], { stateWord: string; icon: string }> = {
  passed: { stateWord: 'passed', icon: '✓' },
  failed: { stateWord: 'needs a change', icon: '▲' },
  ask: { stateWord: 'test at the device', icon: '◇' },
  unknown: { stateWord: 'not known', icon: '○' },
};

/** One line of the checklist; word and icon follow from the state. */
export function checklistItem(
  title: string,
  state: ChecklistItem['state'],
  finding: string,
  steps: Step[],
): ChecklistItem {
  return { title, state, ...states[state], finding, steps };
}

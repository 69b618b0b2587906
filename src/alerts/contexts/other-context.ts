import type { OtherAbout } from '../../ports/alert-about';
import { anyCaseObject } from '../any-case';
import { LenientObject, LenientProse, LenientText } from '../lenient-fields';
import { type AlertContext, contextOf } from './alert-context';

const Signs = anyCaseObject({
  // Smart detectors.
  DetectionSummary: LenientProse,
  // Prometheus rules.
  annotations: LenientObject,
  labels: LenientObject,
});
const Annotations = anyCaseObject({
  summary: LenientProse,
  description: LenientProse,
  message: LenientProse,
});

const maxFacts = 12;
const maxFactLength = 200;
const shownElsewhere = ['detectionsummary', 'annotations', 'labels'];

/** Whatever signal has no reader of its own: what it says in words and short facts is kept. */
export function readOtherContext(context: unknown, service: string): AlertContext {
  const signs = Signs.safeParse(context).data ?? Signs.parse({});
  const annotations = Annotations.parse(signs.annotations);
  const { summary, description, message } = annotations;
  return contextOf({
    kind: 'other',
    service,
    summary: signs.DetectionSummary || summary || description || message,
    facts: [...readFacts(context), ...readFacts(signs.labels)].slice(0, maxFacts),
  });
}

/** Short values only: the rest are queries and links, which nobody reads on a card. */
function readFacts(value: unknown): OtherAbout['facts'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const facts: OtherAbout['facts'] = [];
  for (const [key, field] of Object.entries(value).slice(0, 100)) {
    const label = LenientText.parse(key).slice(0, 60);
    const text = LenientText.parse(field);
    const isShort = text !== '' && text.length <= maxFactLength && !/^https?:/i.test(text);
    if (isShort && label !== '' && !shownElsewhere.includes(label.toLowerCase())) {
      facts.push({ label, value: text });
    }
  }
  return facts;
}

import type { Action, NoticeReport } from './report';
import { asSentence } from './words';

/** A small confirmation, such as "This conversation now gets alert cards". */
export function reportNotice(
  text: string,
  options: { word?: string; tone?: 'good' | 'neutral' | 'warning'; actions?: Action[] } = {},
): NoticeReport {
  const tone = options.tone ?? 'good';
  const icon = { good: '✓', neutral: '○', warning: '▲' }[tone];
  return {
    kind: 'notice',
    headline: { tone, icon, word: options.word ?? 'Done', text: '' },
    spoken: asSentence(text),
    text,
    actions: options.actions ?? [],
    more: [],
  };
}

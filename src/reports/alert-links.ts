import type { Alert } from '../ports/alert';
import type { LinkAction } from './report';

/** To the alert itself. The sender chose this address: only a plain https one is offered. */
export function alertLink({ portalUrl, rule }: Alert): LinkAction[] {
  const tooltip = `Open the alert ${rule} in the Azure portal`;
  return offer(portalUrl, { title: 'Open alert', tooltip });
}

/** To the rows that a log rule found, with the same care. */
export function resultsLink({ about, rule }: Alert): LinkAction[] {
  const tooltip = `Open the rows that the rule ${rule} found in the Azure portal`;
  return about.kind === 'log' ? offer(about.resultsUrl, { title: 'Open results', tooltip }) : [];
}

function offer(url: string | undefined, words: { title: string; tooltip: string }): LinkAction[] {
  if (url === undefined || !URL.canParse(url) || !url.startsWith('https://')) return [];
  return [{ kind: 'link', ...words, url }];
}

import { type Link, links } from '../knowledge/links';
import type { ChecklistItem, LinkAction } from '../reports/report';

/** Where people go when the checklist did not help, nearest first. */
const places: { link: Link; text: string }[] = [
  {
    link: links.deviceSideGuide,
    text: 'Read the device’s own log beside the troubleshooting guide for devices.',
  },
  { link: links.questions, text: 'Ask on Microsoft Q&A; give the hub’s region and times in UTC.' },
  { link: links.stackOverflow, text: 'Search or ask on Stack Overflow, tag azure-iot-hub.' },
  { link: links.support, text: 'Open a support request when many devices are hit at once.' },
];

/** Last item of the checklist. */
export function moreHelp(): ChecklistItem {
  return {
    title: 'None of this helps',
    state: 'ask',
    stateWord: 'next places to look',
    icon: '◆',
    finding: 'The rest can only be seen from the device’s side, or by people who know it.',
    steps: places.map(({ link, text }) => ({ text, url: link.url })),
  };
}

export function helpLinks(): LinkAction[] {
  return places.map(({ link }) => ({
    kind: 'link',
    title: link.title,
    tooltip: `Open ${link.title}`,
    url: link.url,
  }));
}

import type { CommandAction } from '../../reports/report';

/** Sends every alert card to this conversation. */
export function subscribeCommand(title: 'Subscribe' | 'Everything'): CommandAction {
  const tooltip =
    title === 'Subscribe'
      ? 'Send alert cards to this conversation'
      : 'Send every alert card to this conversation';
  return { kind: 'command', title, tooltip, verb: 'subscribe', parameters: {} };
}

export const unsubscribeCommand: CommandAction = {
  kind: 'command',
  title: 'Unsubscribe',
  tooltip: 'Send no more alert cards to this conversation',
  verb: 'unsubscribe',
  parameters: {},
};

/** A message as Teams sends it in a personal chat; parts can be overridden. */
export function messageActivity(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: '1700000000000',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1/connector',
    timestamp: '2026-11-21T09:23:00.000Z',
    localTimezone: 'Europe/Berlin',
    from: { id: '29:alex', name: 'Alex', aadObjectId: '00000000-0000-0000-0000-000000000001' },
    recipient: { id: '28:bot', name: 'Reconnect' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: 'tenant' },
    text: 'help',
    ...overrides,
  };
}

/** A click on an `Action.Execute`. */
export function executeActivity(
  data: unknown,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return messageActivity({
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    replyToId: 'message-7',
    value: {
      action: { type: 'Action.Execute', id: 'again', verb: 'why', data },
      trigger: 'manual',
    },
    ...overrides,
  });
}

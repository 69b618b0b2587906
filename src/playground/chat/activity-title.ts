/** One line that tells an activity from the others: its type and what it says. */
export function activityTitle(activity: unknown): string {
  const { type, name, text, value, attachments } = (activity ?? {}) as Record<string, unknown>;
  const about = [name, text, cardTitle(attachments), verbOf(value)].find(
    (words): words is string => typeof words === 'string' && words !== '',
  );
  const kind = typeof type === 'string' && type !== '' ? type : 'activity';
  return about === undefined ? kind : `${kind}: ${about.replaceAll(/\s+/g, ' ').slice(0, 120)}`;
}

/** What a card says where it cannot be drawn is its shortest summary. */
function cardTitle(attachments: unknown): unknown {
  if (!Array.isArray(attachments)) return undefined;
  const { content } = (attachments[0] ?? {}) as { content?: { fallbackText?: unknown } };
  return content?.fallbackText;
}

function verbOf(value: unknown): unknown {
  return (value as { verb?: unknown } | null | undefined)?.verb;
}

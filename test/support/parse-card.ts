import { createRequire } from 'node:module';

/** The package's entry is an ES module; its bundle is the form that Node can require. */
const { AdaptiveCard, SerializationContext, Versions } = createRequire(__filename)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

/** What Microsoft's own parser has to say against a card; empty when it is valid. */
export function findCardFaults(card: object): string[] {
  const parsed = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_5);
  parsed.parse(card, context);
  const read = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const found = [...read, ...parsed.validateProperties().validationEvents];
  return found.map(({ message }) => message);
}

/** Every object of a card of one type, however deep. */
export function findNodes(node: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap((item) => findNodes(item, type));
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node && node.type === type ? [node as Record<string, unknown>] : [];
  return [...own, ...Object.values(node).flatMap((value) => findNodes(value, type))];
}

/** Every text a reader sees or hears, in the card's order. */
export function shownTexts(card: unknown): string[] {
  const found = [...findNodes(card, 'TextBlock'), ...findNodes(card, 'TextRun')];
  return found.map(({ text }) => String(text));
}

const name = '[a-z0-9][a-z0-9-]{1,48}[a-z0-9]';
const lead = '(?:on|in|at|of|for|from)\\s+(?:the\\s+)?(?:iot\\s+)?';
/** "on hub x", "on x hub", "on contoso-hub": a word that says hub is part of it. */
const forms = [
  new RegExp(`(?<=^|\\s)(?:${lead})?hub\\s+(?<hub>${name})(?=$|[\\s,:?])[,:]?`, 'i'),
  new RegExp(`(?<=^|\\s)${lead}(?<hub>(?=\\S*hub)${name})(?=$|[\\s,:?])[,:]?`, 'i'),
  new RegExp(`(?<=^|\\s)${lead}(?<hub>${name})\\s+hub(?=$|[\\s,:?])[,:]?`, 'i'),
  new RegExp(`^(?<hub>(?=\\S*hub)${name})(?:'s)?(?=[\\s,:])[,:]?`, 'i'),
  new RegExp(`(?<=\\s)(?<hub>${name}-hub)$`, 'i'),
  new RegExp(`(?<=^|\\s)on\\s+(?<hub>${name})(?=$|[\\s,:?])[,:]?`, 'i'),
];

export interface HubWords {
  /** The sentence without them. */
  rest: string;
  hub: string;
}

/**
 * The ways in which the sentence may name a hub, the clearest first. None is certain: only a rest
 * that reads as a question makes it one, since a device may be called almost like a hub.
 */
export function findHubWords(text: string): HubWords[] {
  const found: HubWords[] = [];
  for (const form of forms) {
    const match = form.exec(text);
    const hub = match?.groups?.hub;
    if (match === null || hub === undefined) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    found.push({ hub, rest: rest.replace(/\s+/g, ' ').trim() });
  }
  return found;
}

/** What an ARM id names, as far as we care. */
export type NamedResource =
  | { kind: 'hub'; name: string }
  | { kind: 'workspace'; name: string }
  | { kind: 'other'; words: string };

const hubName = /^[a-z0-9-]{3,50}$/i;
const maxWords = 200;

/**
 * Reads an ARM id in any casing. Something below a hub, such as a certificate or a diagnostic
 * setting of it, is about that hub. Undefined when the text is no ARM id.
 */
export function readResourceId(text: string): NamedResource | undefined {
  if (!text.startsWith('/')) return undefined;
  const parts = text.split('/').filter((part) => part !== '');
  const at = parts.findIndex((part) => part.toLowerCase() === 'providers');
  if (at === -1) return readScope(parts);
  const [provider = '', type = '', name = ''] = parts.slice(at + 1);
  const fullType = `${provider}/${type}`;
  if (name === '') return { kind: 'other', words: fullType.slice(0, maxWords) };
  const known = fullType.toLowerCase();
  if (known === 'microsoft.devices/iothubs' && hubName.test(name)) return { kind: 'hub', name };
  if (known === 'microsoft.operationalinsights/workspaces') return { kind: 'workspace', name };
  return { kind: 'other', words: `${name} (${fullType})`.slice(0, maxWords) };
}

/** A subscription or a resource group. */
function readScope(parts: string[]): NamedResource | undefined {
  const [subscriptions = '', subscription = '', groups = '', group = ''] = parts;
  if (subscriptions.toLowerCase() !== 'subscriptions' || subscription === '') return undefined;
  const isGroup = groups.toLowerCase() === 'resourcegroups' && group !== '';
  const words = isGroup ? `resource group ${group}` : `subscription ${subscription}`;
  return { kind: 'other', words: words.slice(0, maxWords) };
}

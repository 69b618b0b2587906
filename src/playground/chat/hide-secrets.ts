/**
 * A copy that can be shown to anybody: credentials are covered, and pictures inside it are told by
 * their size. Keys decide, and so do values that look like a shared access signature or a token.
 */
export function hideSecrets(value: unknown): unknown {
  if (typeof value === 'string') return hideInText(value);
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secretKey.test(key) ? hide(inner) : hideSecrets(inner),
    ]),
  );
}

function hide(value: unknown): unknown {
  return value === null || value === undefined || value === '' ? value : hidden;
}

function hideInText(text: string): string {
  const picture = /^data:(?<type>[\w/+.-]+);base64,/.exec(text);
  if (picture) return `(${picture.groups?.type}, ${Math.ceil((text.length * 3) / 4 / 1024)} KB)`;
  return text
    .replaceAll(signature, (_, field: string) => `${field}=${hidden}`)
    .replaceAll(token, hidden);
}

const hidden = '(hidden)';
const secretKey =
  /^(?:authorization|password|secret|client_?secret|token|access_?token|refresh_?token|id_?token|api_?key|x-reconnect-key|(?:primary|secondary)_?key|(?:shared)?access_?key|connection_?string)$/i;
const signature = /(?<field>[?&](?:sig|code|key)|\bSharedAccessKey|\bAccountKey)=[^&;\s"']+/gi;
const token = /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g;

/** The same JSON with every field of every object, at any depth, renamed or replaced. */
export function mapFields(
  value: unknown,
  change: (value: unknown, key: string) => [string, unknown],
): unknown {
  if (Array.isArray(value)) return value.map((each) => mapFields(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const [name, changed] = change(field, key);
      return [name, mapFields(changed, change)];
    }),
  );
}

/** The same JSON with another value at the path. */
export function replaceAt(value: unknown, path: string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((each, index) =>
      String(index) === key ? replaceAt(each, rest, replacement) : each,
    );
  }
  const fields: object = typeof value === 'object' && value !== null ? value : {};
  return {
    ...fields,
    [key]: replaceAt((fields as Record<string, unknown>)[key], rest, replacement),
  };
}

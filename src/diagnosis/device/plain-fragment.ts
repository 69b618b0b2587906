/** The longest part of an id that looks the same in every JSON text: some writers escape `+` or `'`. */
export function plainFragment(device: string): string {
  const parts = device.match(/[A-Za-z0-9._:-]+/g) ?? [];
  return [...parts].sort((a, b) => b.length - a.length)[0] ?? '';
}

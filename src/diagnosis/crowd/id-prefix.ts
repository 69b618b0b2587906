/** `press-line` of `press-line-12`, `pump` of `pump12`; empty where an id has no such begin. As in `devices-affected`. */
export function idPrefixOf(device: string): string {
  const byMark = /^(?<prefix>.+)[-_.:]/s.exec(device)?.groups?.prefix;
  const byDigit = /^(?<prefix>[A-Za-z]+)\d/.exec(device)?.groups?.prefix;
  return byMark ?? byDigit ?? '';
}

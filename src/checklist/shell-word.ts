/**
 * A text as one word of a command people paste into a shell. Device ids may hold `$ ( ) ; ' *`,
 * which a shell would act upon; inside single quotes it does not.
 */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9._:@%+=,-]+$/.test(text) && !text.startsWith('-')) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A hub's name for a command; a place to fill in where it is not known or is no such name. */
export function hubWord(hubName: string): string {
  return /^[A-Za-z0-9-]{3,50}$/.test(hubName) ? hubName : 'HUB_NAME';
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface QueryFile {
  /** File name without `.kql`; documented ones begin with `documented/`. */
  name: string;
  /** The first comment line: the question in one sentence. */
  question: string;
  text: string;
}

const folder = join(__dirname, '../queries');
const alreadyRead = new Map<string, QueryFile>();

/** Reads a query file that stands next to this code; each one is read once. */
export function readQuery(name: string): QueryFile {
  const known = alreadyRead.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(folder, `${name}.kql`), 'utf8').trim();
  const question = text.match(/^\/\/ (?<question>.+)$/m)?.groups?.question;
  if (question === undefined) throw new Error(`The query ${name} does not say its question.`);
  const file = { name, question, text };
  alreadyRead.set(name, file);
  return file;
}

/** Names of all query files: our own and the documented ones. */
export function listQueries(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.kql'))
    .map((file) => file.replaceAll('\\', '/').slice(0, -'.kql'.length))
    .sort();
}

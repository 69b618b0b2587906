import type { CardSubject, Outbox } from '../../ports/outbox';
import type { DigestReport } from '../../reports/report';
import { type DigestLine, type DigestPage, reportDigest } from '../../reports/report-digest';
import type { DescribeSubject, Drawer } from './drawing';

export interface DigestDeps {
  outbox: Outbox;
  describe: DescribeSubject;
}

/** Names what was folded: on the card the first page of it. */
export function createDigestDrawer(deps: DigestDeps): Drawer {
  return {
    kind: 'digest',
    async find(key) {
      // Read before its lines: what is folded meanwhile makes it due once more.
      const version = await findVersion(key, deps);
      if (version === undefined) return undefined;
      const lines = await readLines(key, deps);
      return {
        version,
        draw: (mayRepeatOf) => reportDigest(lines, { digest: key, page: 1, mayRepeatOf }),
      };
    },
  };
}

/** A page of a digest, for who asks for it; undefined when there is none of that key. */
export async function readDigest(
  { digest, page }: Pick<DigestPage, 'digest' | 'page'>,
  deps: DigestDeps,
): Promise<DigestReport | undefined> {
  if ((await findVersion(digest, deps)) === undefined) return undefined;
  return reportDigest(await readLines(digest, deps), { digest, page, mayRepeatOf: undefined });
}

async function findVersion(key: string, { outbox }: DigestDeps): Promise<number | undefined> {
  const [card] = await outbox.listCards({ kind: 'digest', key });
  return card?.wantedVersion;
}

/** What cannot be found any more was removed because it is long over. */
async function readLines(key: string, { outbox, describe }: DigestDeps): Promise<DigestLine[]> {
  const lines: DigestLine[] = [];
  for (const subject of await outbox.listFolded({ kind: 'digest', key } satisfies CardSubject)) {
    const line = await describe(subject);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

import type { Incident, IncidentBook } from '../../ports/incident-book';

/** A crowd of more than so many pages is shown whatever is muted: nobody names so many devices. */
const mostPages = 100;

/** Reads the devices of an incident that are away or flap; those stand first in its pages. */
export function createListAway(
  book: Pick<IncidentBook, 'listMembers'>,
): (incident: Incident) => Promise<string[]> {
  return async ({ key }) => {
    const ids: string[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const { members } = await book.listMembers(key, page);
      const missing = members.filter(({ what }) => what === 'away' || what === 'flapping');
      ids.push(...missing.map(({ device }) => device));
      if (missing.length < members.length || members.length === 0) break;
    }
    return ids;
  };
}

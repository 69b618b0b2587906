import type { ConversationKey } from '../../ports/conversation-memory';
import type { Incident, IncidentBook } from '../../ports/incident-book';
import type { Route } from '../../ports/route-book';
import type { Report } from '../../reports/report';

/** What people can ask and say about incidents. */
export interface IncidentDeps {
  find: IncidentBook['find'];
  /** Open incidents that have a card in that conversation, the newest first. */
  listShown(conversation: ConversationKey): Promise<Incident[]>;
  /** `saidIn`: where an answer says it, so that no line below the card does. */
  acknowledge(
    key: string,
    person: { id: string; name: string },
    saidIn?: ConversationKey,
  ): Promise<'acknowledged' | 'already' | 'over' | 'unknown'>;
  /** The incident's card as it is now. */
  draw(incident: Incident): Report;
  /** 50 a page, from 1. */
  listMembers: IncidentBook['listMembers'];
  /** Wants cards of what is open for a conversation that has none of them; gives how many. */
  showOpen?(route: Route): Promise<number>;
  /** Gives an incident that a digest of that conversation names a card of its own there. */
  showFolded?(conversation: ConversationKey, key: string): Promise<void>;
  /** A page of what a digest names. */
  showDigest?(key: string, page: number): Promise<Report | undefined>;
}

import type { PublishHow } from '../../../src/incidents/delivery/publish';
import { drawIncident } from '../../../src/incidents/draw-incident';
import type { Incident } from '../../../src/ports/incident-book';
import type { RouteBook } from '../../../src/ports/route-book';
import type { AlertSubject } from '../../../src/reports/report-alert';

interface ShownCard {
  conversation: string;
  incident: string;
  version: number;
  /** Every version it showed, first to last. */
  subjects: AlertSubject[];
}

export interface ShownCards {
  all: ShownCard[];
  /** Each is told once for its key. */
  replies: { key: string; text: string }[];
  publish(incident: Incident, how: PublishHow): Promise<{ audience: number }>;
  only(conversation: string): AlertSubject[];
}

/** What conversations would show, without a chat and without waiting: as soon as it is published. */
export function createShownCards(routes: Pick<RouteBook, 'list'>): ShownCards {
  const all: ShownCard[] = [];
  const replies: ShownCards['replies'] = [];
  return {
    all,
    replies,
    async publish(incident, { reach, reply }) {
      const subscribed = await routes.list();
      const cards = all.filter((card) => card.incident === incident.key);
      const isEnough = reach === 'cards-only' || (reach === 'cards-first' && cards.length > 0);
      for (const { conversation } of isEnough ? [] : subscribed) {
        if (cards.some((card) => card.conversation === conversation.id)) continue;
        const { id } = conversation;
        const card = { conversation: id, incident: incident.key, version: 0, subjects: [] };
        cards.push(card);
        all.push(card);
      }
      for (const card of cards) show(card, incident);
      const isTold = replies.some(({ key }) => key === reply?.key);
      if (reply !== undefined && cards.length > 0 && !isTold) replies.push(reply);
      return { audience: cards.length };
    },
    only(conversation) {
      const [card, ...more] = all.filter((one) => one.conversation === conversation);
      if (card === undefined || more.length > 0) {
        throw new Error(`${conversation} has ${more.length + (card === undefined ? 0 : 1)} cards`);
      }
      return card.subjects;
    },
  };
}

function show(card: ShownCard, incident: Incident): void {
  if (card.version >= incident.version) return;
  card.version = incident.version;
  card.subjects.push(drawIncident(incident, undefined));
}

import type { Incident } from '../../ports/incident-book';
import type { CommandAction, Report } from '../../reports/report';
import { membersOnPage, reportMembers } from '../../reports/report-members';
import { reportNotice } from '../../reports/report-notice';
import { sayUtc } from '../../reports/words';
import { AppError } from '../../shared/app-error';
import type { AnswerDeps, Asker } from '../answer-deps';
import type { Understanding } from '../intent';
import type { IncidentDeps } from './incident-deps';

type Deps = Pick<AnswerDeps, 'incidents' | 'clock'>;

/** Of what the store gives at once. */
const membersInBook = 50;
const mostOffered = 4;

/**
 * Acknowledges the incident of a button, or the one that is open here; several are offered. The
 * button of a card is answered by that card.
 */
export async function answerAck(
  { parameters }: Understanding,
  asker: Asker,
  deps: Deps,
): Promise<Report> {
  const incidents = requireIncidents(deps);
  if (parameters.onCard) return acknowledgeOnCard(parameters.incident ?? '', asker, incidents);
  if (parameters.incident !== undefined) return acknowledge(parameters.incident, asker, incidents);
  if (asker.conversation === undefined) throw conversationMissing();
  const open = await incidents.listShown(asker.conversation);
  const waiting = open.filter(({ acknowledged }) => acknowledged === undefined);
  const [only, ...others] = waiting;
  if (only === undefined) return reportNone(open);
  if (others.length === 0) return acknowledge(only.key, asker, incidents);
  return reportNotice(`${waiting.length} incidents are open here. Which one do you take?`, {
    word: 'Acknowledge',
    tone: 'neutral',
    actions: waiting.slice(0, mostOffered).map((each) => ackCommand(each, deps)),
  });
}

/** One page of the devices of an incident. */
export async function answerMembers({ parameters }: Understanding, deps: Deps): Promise<Report> {
  const incidents = requireIncidents(deps);
  const { incident: key = '', page = 1 } = parameters;
  const found = await incidents.find(key);
  if (found === undefined) return reportGone();
  const first = (page - 1) * membersOnPage;
  const inBook = Math.floor(first / membersInBook) + 1;
  const { total, members } = await incidents.listMembers(key, inBook);
  const start = first % membersInBook;
  const shown = members.slice(start, start + membersOnPage);
  const subject = { key, hub: hubOf(found), page, total, members: shown };
  return reportMembers(subject, deps.clock.now());
}

/** One page of what a digest names. */
export async function answerDigest({ parameters }: Understanding, deps: Deps): Promise<Report> {
  const { digest: key = '', page = 1 } = parameters;
  return (await deps.incidents?.showDigest?.(key, page)) ?? reportGone();
}

/** A card of its own for one that a digest names; the answer is that page of the digest anew. */
export async function answerShow(
  { parameters }: Understanding,
  { conversation }: Asker,
  deps: Deps,
): Promise<Report> {
  if (conversation === undefined) throw conversationMissing();
  const { channel, id } = conversation;
  await deps.incidents?.showFolded?.({ channel, id }, parameters.incident ?? '');
  return answerDigest({ intent: 'digest', parameters, confidence: 1, suggestions: [] }, deps);
}

async function acknowledgeOnCard(key: string, { person }: Asker, deps: IncidentDeps) {
  await deps.acknowledge(key, person);
  const found = await deps.find(key);
  return found === undefined ? reportGone() : deps.draw(found);
}

async function acknowledge(
  key: string,
  { person, conversation }: Asker,
  deps: IncidentDeps,
): Promise<Report> {
  const outcome = await deps.acknowledge(key, person, conversation);
  const found = outcome === 'unknown' ? undefined : await deps.find(key);
  const on = found === undefined ? '' : ` on ${hubOf(found)}`;
  const who = found?.acknowledged?.by.name || 'somebody';
  const you = person.name === '' ? '' : `, ${person.name}`;
  switch (outcome) {
    case 'acknowledged':
      return reportNotice(
        `The incident${on} is yours${you}: its card says so wherever it is shown.`,
        {
          word: 'Acknowledged',
        },
      );
    case 'already':
      return reportNotice(`The incident${on} was acknowledged by ${who} before.`, {
        word: 'Acknowledged',
        tone: 'neutral',
      });
    case 'over':
      return reportNotice(`The incident${on} is over; there is nothing to acknowledge.`, {
        word: 'Over',
        tone: 'neutral',
      });
    case 'unknown':
      return reportGone();
  }
}

/** Takes the incident in hand. */
function ackCommand(incident: Incident, { clock }: Deps): CommandAction {
  const since = sayUtc(incident.alert.firedAt, clock.now());
  const hub = hubOf(incident);
  return {
    kind: 'command',
    title: `${hub}, ${since}`,
    tooltip: `Acknowledge the incident on ${hub} of ${since}`,
    verb: 'ack',
    parameters: { incident: incident.key },
  };
}

function reportNone(open: Incident[]): Report {
  const text =
    open.length === 0
      ? 'No incident is open in this conversation.'
      : 'Every open incident of this conversation is acknowledged already.';
  return reportNotice(text, { word: 'Nothing to acknowledge', tone: 'neutral' });
}

function reportGone(): Report {
  return reportNotice('That is not kept any more: what is over is forgotten after 14 days.', {
    word: 'Gone',
    tone: 'neutral',
  });
}

function hubOf({ alert }: Incident): string {
  return alert.hub?.name ?? alert.unknownHub ?? 'no hub we know';
}

function requireIncidents({ incidents }: Deps): IncidentDeps {
  if (incidents === undefined) throw conversationMissing();
  return incidents;
}

function conversationMissing(): AppError {
  return new AppError('conversation_missing', 'Incidents are shown in chats; ask in one.');
}

import type { Diagnosis, HubSummary } from '../../diagnosis/diagnosis';
import type { Report } from '../../reports/report';
import { reportSummary } from '../../reports/report-summary';
import type { AnswerDeps, Asker, DeviceQuestion, OnLater } from '../answer-deps';
import type { Understanding } from '../intent';
import { reportDiagnosisWithHints } from '../report-diagnosis-with-hints';
import { isSameHub, whereAnswered } from './known-hubs';
import { tellChosenHub, tellShares } from './remarks-on-hubs';
import { askWhichHub, settleHub } from './settle-hub';

/** Why one device dropped, on the hub that is meant; asks back where several have the id. */
export async function answerWhyOnHub(
  understanding: Understanding,
  question: Omit<DeviceQuestion, 'hubName'>,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const settled = await settleHub(understanding, asker, deps);
  if (settled.kind === 'refused') return settled.report;
  const draw = (diagnosis: Diagnosis) => reportDiagnosisWithHints(diagnosis, deps.context());
  const onLater = drawLater(draw, deps);
  if (settled.kind === 'hub') {
    return draw(await deps.diagnose({ ...question, hubName: settled.hubName }, onLater));
  }
  const preferred = settled.preferred === undefined ? {} : { preferredHub: settled.preferred };
  let later: Promise<Diagnosis> | undefined;
  const diagnosis = await deps.diagnose({ ...question, ...preferred }, (found) => {
    later = found;
  });
  const hubs = keepKnown(diagnosis.hubs ?? [], deps);
  const [only] = hubs;
  if (hubs.length === 1 && only !== undefined && !isSameHub(only, diagnosis.hub)) {
    return draw(await deps.diagnose({ ...question, hubName: only }, onLater));
  }
  const isOneOfMany = deps.hubs !== undefined && hubs.length > 1;
  if (isOneOfMany && !includesHub(hubs, settled.preferred)) {
    return askWhichHub(understanding, hubs, asker, deps);
  }
  const tell = (found: Diagnosis) =>
    isOneOfMany ? tellChosenHub(draw(found), found.hub, understanding) : draw(found);
  if (later !== undefined) drawLater(tell, deps)(later);
  return tell(diagnosis);
}

/** Hands the report of a later answer on to whoever shows it. */
function drawLater<Answer>(draw: (answer: Answer) => Report, deps: AnswerDeps): OnLater<Answer> {
  return (later) => deps.onLater?.(later.then(draw));
}

/** The checklist of one device, on the hub that is meant. */
export async function answerCheckOnHub(
  understanding: Understanding,
  question: Omit<DeviceQuestion, 'hubName'>,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const settled = await settleHub(understanding, asker, deps);
  if (settled.kind === 'refused') return settled.report;
  if (settled.kind === 'hub') return deps.check({ ...question, hubName: settled.hubName });
  const asking = deps.hubs?.withRows({ device: question.device, window: question.window });
  const found = asking === undefined ? [] : ((await whereAnswered(asking)) ?? []);
  const hubs = keepKnown(found, deps);
  if (hubs.length < 2) return deps.check(question);
  const chosen = hubs.find((hub) => isSameHub(hub, settled.preferred ?? ''));
  if (chosen === undefined) return askWhichHub(understanding, hubs, asker, deps);
  const report = await deps.check({ ...question, hubName: chosen });
  return tellChosenHub(report, chosen, understanding);
}

/** A summary of the hub that is named, else of all: a hub chosen earlier never hides the others. */
export async function answerSummaryOnHub(
  understanding: Understanding,
  window: DeviceQuestion['window'],
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const settled = await settleHub(understanding, asker, deps);
  if (settled.kind === 'refused') return settled.report;
  const hub = settled.kind === 'hub' ? { hubName: settled.hubName } : {};
  const draw = (summary: HubSummary) =>
    tellShares(reportSummary(summary, deps.context()), summary, deps.context());
  return draw(await deps.summarize({ ...hub, window }, drawLater(draw, deps)));
}

/** A workspace may hold rows of hubs that are not ours to ask: those are not offered. */
function keepKnown(hubs: string[], deps: AnswerDeps): string[] {
  const configured = deps.hubs?.configured ?? [];
  return configured.length === 0 ? hubs : hubs.filter((hub) => includesHub(configured, hub));
}

function includesHub(hubs: string[], hub: string | undefined): boolean {
  return hub !== undefined && hubs.some((each) => isSameHub(each, hub));
}

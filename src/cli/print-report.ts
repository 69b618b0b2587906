import type { CrowdShown } from '../reports/crowd-shown';
import type {
  ChecklistItem,
  DecodedCode,
  Evidence,
  ExplainedCode,
  Fact,
  QueryListReport,
  Report,
  Step,
  Verdict,
} from '../reports/report';
import type { Asked, ToldCheck } from '../reports/told-checks';
import { sayNumber, sayUtc } from '../reports/words';
import { wrapText } from '../shared/wrap-text';
import { drawTable } from './draw-table';
import { drawTimeline } from './draw-timeline';

const width = 80;
const devicesPrinted = 10;

/** A report as plain text for a terminal of 80 columns, in the order a card has. Times are UTC. */
export function printReport(report: Report): string {
  const head = wrapText(
    `${report.headline.icon} ${report.headline.word}: ${report.headline.text}`,
    width,
  );
  const blocks = [`${head}${printWindow(report)}`, ...printBody(report)];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`.replace(unprintable, '�');
}

/** A log field must not move the cursor or turn the text round; our own line ends stay. */
const unprintable = /[^\P{Cc}\n]|\p{Bidi_Control}/gu;

function printBody(report: Report): string[] {
  switch (report.kind) {
    case 'diagnosis':
    case 'summary':
      return [
        printVerdict(report.verdict),
        printAsked(report),
        report.timeline === undefined ? '' : drawTimeline(report.timeline),
        printFacts(report.facts),
        printCrowd(report),
        printCodes(report.codes),
        printSteps('What to do', report.steps),
        report.kind === 'summary' ? printDevices(report.devices, report.moreDevices) : '',
        printEvidence(report.evidence),
      ];
    case 'alert':
      return [
        report.verdict === undefined ? (report.progress ?? '') : printVerdict(report.verdict),
        report.timeline === undefined ? '' : drawTimeline(report.timeline),
        printFacts(report.facts),
        printCrowd(report),
        printCodes(report.codes),
        printSteps('What to do', report.steps),
      ];
    case 'error-code':
      return [...report.entries.map(printEntry), report.caution ?? ''];
    case 'checklist':
      return [
        printFacts(report.facts),
        ...report.items.map(printItem),
        printEvidence(report.evidence),
      ];
    case 'query-list':
      return report.groups.map(printGroup);
    case 'query-table':
      return [
        paragraph(report.question),
        ...report.notes.map(paragraph),
        report.timeline === undefined ? '' : drawTimeline(report.timeline),
        drawTable(
          report.columns.map(({ heading }) => heading),
          report.rows.map(({ cells }) => cells.map(({ text }) => text)),
        ),
        report.position,
        printFacts(report.facts),
        printSteps('What to do', report.steps),
      ];
    case 'mutes':
      return [
        paragraph(report.intro),
        ...report.mutes.map(({ scope, about }) => `  ${scope}\n      ${about}`),
      ];
    case 'trail':
      return [
        paragraph(report.answer),
        report.trail.map(({ at, text }) => hang(`  ${sayUtc(new Date(at))}  `, text)).join('\n'),
        ...report.notes.map(paragraph),
        printSteps('What to do', report.steps),
      ];
    case 'members':
      return [
        drawTable(
          report.columns.map(({ heading }) => heading),
          report.rows.map(({ cells }) => cells.map(({ text }) => text)),
        ),
        report.position,
      ];
    case 'digest':
      return [
        paragraph(report.intro),
        drawTable(
          report.columns.map(({ heading }) => heading),
          report.rows.map(({ cells }) => cells.map(({ text }) => text)),
        ),
        report.position,
      ];
    case 'help':
      return [report.intro, ...report.commands.map(({ say, does }) => `  ${say}\n      ${does}`)];
    case 'problem':
      return [
        paragraph(report.happened),
        paragraph(report.means),
        printSteps('What to do', report.steps),
        paragraph(report.ask),
        report.suggestions.length === 0 ? '' : `Did you mean: ${report.suggestions.join(', ')}`,
      ];
    case 'notice':
    case 'working':
      return [paragraph(report.text)];
  }
}

/** Which rows were looked at, where that is a matter of time. */
function printWindow(report: Report): string {
  if (!('window' in report)) return '';
  const [from, to] = [report.window.from, report.window.to].map((at) => sayUtc(new Date(at)));
  return `\n  Looked at ${from?.replace(/ UTC$/, '')} to ${to}`;
}

function printVerdict(verdict: Verdict): string {
  const sure = `Confidence ${verdict.confidence}: ${verdict.confidenceReason}`;
  const lines = [verdict.text, sure, ...(verdict.caveat === undefined ? [] : [verdict.caveat])];
  return lines.map(paragraph).join('\n');
}

function printAsked({ asking, unchecked }: Asked): string {
  const lines = [asking, unchecked === undefined ? undefined : `▲ ${unchecked}`];
  return lines.flatMap((line) => (line === undefined ? [] : [paragraph(line)])).join('\n');
}

/** A terminal folds nothing: what a card keeps in its evidence stands here at length. */
function printCrowd(report: CrowdShown & { evidence?: Evidence }): string {
  const { causes, oddOnes = [], hidden, evidence } = report;
  const shared = (evidence?.shared ?? []).map((line) => hang('  - ', line));
  return [
    ...(causes === undefined ? [] : [hang('  Devices by cause: ', causes)]),
    ...(shared.length === 0 ? [] : ['In common', ...shared]),
    ...oddOnes.map(({ device, text }) => hang('  ◇ ', `${device} ${text}`)),
    ...(hidden === undefined ? [] : [`  ${hidden}`]),
  ].join('\n');
}

function printFacts(facts: Fact[]): string {
  const widest = Math.max(0, ...facts.map((fact) => fact.label.length));
  return facts.map((fact) => hang(`  ${fact.label.padEnd(widest)}  `, fact.value)).join('\n');
}

function printDevices(
  devices: { device: string; disconnects: number; codes: string }[],
  more: number,
): string {
  if (devices.length === 0) return '';
  const lines = devices
    .slice(0, devicesPrinted)
    .map((row) => `  ${String(row.disconnects).padStart(5)}  ${row.device}  ${row.codes}`);
  const left = more + devices.length - lines.length;
  const rest = left > 0 ? [`         and ${sayNumber(left)} more`] : [];
  return ['Disconnects by device', ...lines, ...rest].join('\n');
}

function printCodes(codes: DecodedCode[]): string {
  return codes.map((code) => printCode(code)).join('\n\n');
}

function printCode(code: DecodedCode, evidence: string[] = []): string {
  const count = code.count === undefined ? '' : `${code.count} × `;
  return [
    paragraph(`${count}${`${code.code} ${code.name}`.trim()}: ${code.meaning}`),
    printLine('Cause', code.cause),
    ...evidence,
    ...code.resolution.map((step, index) => hang(`  ${index + 1}. `, step)),
    code.url === '' ? '' : `  ${code.url}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function printEntry(entry: ExplainedCode): string {
  const said = entry.saidBy === undefined ? '' : `${entry.saidBy} · `;
  const evidence = [
    printLine('Proves', entry.proves),
    printLine('Does not prove', entry.provesNot),
  ];
  return [
    printCode(entry, evidence),
    printLine('Symptom', entry.symptom),
    `  ${said}${entry.lasting}`,
    printLine('Also met as', entry.aliases.join(', ')),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function printLine(label: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : hang(`  ${label}: `, text);
}

function printItem(item: ChecklistItem): string {
  const head = paragraph(`${item.icon} ${item.stateWord}: ${item.title}`);
  return [head, hang('  ', item.finding), printSteps('', item.steps)]
    .filter((line) => line !== '')
    .join('\n');
}

function printSteps(title: string, steps: Step[]): string {
  if (steps.length === 0) return '';
  const lines = steps.flatMap((step, index) => [
    hang(`  ${index + 1}. `, step.text),
    ...(step.detail === undefined ? [] : [hang('     ', step.detail)]),
    // A command is one line to paste, however long.
    ...(step.command === undefined ? [] : [`     $ ${step.command}`]),
    ...(step.url === undefined ? [] : [`     ${step.url}`]),
  ]);
  return (title === '' ? lines : [title, ...lines]).join('\n');
}

function printGroup({ title, queries }: QueryListReport['groups'][number]): string {
  const lines = queries.map(({ name, question }) => `  ${name}\n${hang('      ', question)}`);
  return [title, ...lines].join('\n');
}

function printEvidence(evidence: Evidence): string {
  const parts: [string, string[]][] = [
    ['Seen', evidence.seen],
    ['Also checked', (evidence.checks ?? []).map(sayCheck)],
    ['Likely', evidence.inferred],
    ['Cannot be seen from the hub', evidence.unknowable],
    ['Weighed and not chosen', evidence.alternatives.map(({ cause, why }) => `${cause}: ${why}`)],
    ['Queries', evidence.queries.map((query) => `${query.name}: ${query.rows} rows`)],
  ];
  const blocks = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => hang('  - ', line))].join('\n'));
  if (evidence.logs !== undefined) blocks.push(paragraph(`Logs: ${evidence.logs.text}`));
  return blocks.join('\n');
}

function sayCheck({ icon, source, word, text }: ToldCheck): string {
  return `${icon} ${source}, ${word}: ${text}`;
}

function paragraph(text: string): string {
  return wrapText(text, width);
}

function hang(lead: string, text: string): string {
  return lead + wrapText(text, width, ' '.repeat(lead.length)).slice(lead.length);
}

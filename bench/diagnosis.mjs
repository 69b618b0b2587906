// `npm run bench:diagnosis`: how many of the labelled stories are answered as their
// labels say, what is taken for what, and how long an answer takes.
import { performance } from 'node:perf_hooks';
import { loadTypescript } from './load-typescript.mjs';
import { median, percentile } from './measure.mjs';

const { allScenarios } = loadTypescript('test/diagnosis-scenarios/all-scenarios.ts');
const { askWorld, openWorld } = loadTypescript('test/diagnosis-scenarios/ask-scenario.ts');
const { allowedCauses, judgeAnswer } = loadTypescript('test/diagnosis-scenarios/judge-answer.ts');
const { bigHub } = loadTypescript('test/diagnosis-scenarios/big-hub.ts');

/** Markdown: accuracy, confusion matrix, what was wrong, times. */
export async function measureDiagnosis() {
  const answers = [];
  for (const scenario of allScenarios) answers.push(await answerScenario(scenario));
  const big = await measureBigHub();
  return [tellAccuracy(answers), tellMatrix(answers), tellWrong(answers)]
    .concat(tellTimes(answers, big))
    .filter((block) => block !== '')
    .join('\n\n');
}

async function answerScenario(scenario) {
  const { chapter, name, expected } = scenario;
  const world = scenario.world();
  const began = performance.now();
  try {
    const answer = await askWorld(world, scenario.ask);
    const ms = performance.now() - began;
    const wrong = judgeAnswer(answer, expected);
    return { chapter, name, expected, ms, got: answer.cause, benign: answer.benign, wrong };
  } catch (error) {
    const ms = performance.now() - began;
    return { chapter, name, expected, ms, got: 'error', wrong: [String(error.message ?? error)] };
  }
}

function tellAccuracy(answers) {
  const right = answers.filter(({ wrong }) => wrong.length === 0).length;
  const share = ((100 * right) / answers.length).toFixed(1);
  const falseBenign = answers.filter(
    ({ benign, expected }) => benign === true && !allowedCauses(expected).includes('token-renewal'),
  );
  return `${right} of ${answers.length} labelled stories are answered as their labels say (${share} %). False "benign": ${falseBenign.length}.`;
}

/** A row is what happened, a column what was said; an answer that the label allows counts as the row. */
function tellMatrix(answers) {
  const rows = [...new Set(answers.map(({ chapter }) => chapter))];
  const saidOf = ({ chapter, got, wrong }) => (wrong.length === 0 ? chapter : got);
  const said = new Set(answers.map(saidOf));
  const columns = [...rows, ...[...said].filter((cause) => !rows.includes(cause))];
  const cells = rows.map((row) =>
    columns.map((column) => {
      const count = answers.filter((one) => one.chapter === row && saidOf(one) === column).length;
      return count === 0 ? '·' : String(count);
    }),
  );
  return [
    `| happened \\ said | ${columns.join(' | ')} |`,
    `|---${'|--:'.repeat(columns.length)}|`,
    ...rows.map((row, at) => `| ${row} | ${cells[at].join(' | ')} |`),
  ].join('\n');
}

function tellWrong(answers) {
  const lines = answers
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ chapter, name, wrong }) => `- ${chapter}: ${name}: ${wrong.join('; ')}`);
  return lines.length === 0 ? '' : `Not as labelled:\n\n${lines.join('\n')}`;
}

function tellTimes(answers, big) {
  // The first answer pays for loading the parser.
  const times = answers.slice(1).map(({ ms }) => ms);
  return [
    `One question about a device, its workspace filled and queries asked before compiled already: p50 ${round(median(times))} ms, p99 ${round(percentile(times, 0.99))} ms over ${times.length} stories.`,
    `A hub with ${big.rows.toLocaleString('en-US')} rows in the window (evaluated in this process): one \`why\` ${round(big.whyMs)} ms (${big.why}), one \`summary\` ${round(big.summaryMs)} ms (${big.disconnects.toLocaleString('en-US')} disconnects), filling ${round(big.fillMs)} ms.`,
  ];
}

async function measureBigHub() {
  const { world, ask, rows } = bigHub(1_000_000);
  const [fillMs, { investigation, window }] = await timed(() => openWorld(world, ask));
  const [whyMs, { cause }] = await timed(() => investigation.diagnose({ ...ask, window }));
  const [summaryMs, { disconnects }] = await timed(() => investigation.summarize({ window }));
  return { rows: rows(), fillMs, whyMs, why: cause, summaryMs, disconnects };
}

async function timed(run) {
  const began = performance.now();
  const result = await run();
  return [performance.now() - began, result];
}

function round(ms) {
  return Math.round(ms).toLocaleString('en-US');
}

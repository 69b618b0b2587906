import { json, type Route } from './routes';

/** Runs named disasters: adds their log rows to the local workspace and fires their alert. */
export interface ScenarioRunner {
  list(): ListedScenario[];
  /** Throws AppError `scenario_unknown`, or another whose message the page shows. */
  run(id: string): Promise<{ said: string }>;
  /** Mends what ran: the devices come back, and the Resolved alert follows. */
  resolve(id: string): Promise<{ said: string }>;
}

export interface ListedScenario {
  id: string;
  /** Heading under which it stands. */
  group: string;
  title: string;
  /** One line: what happens when it runs. */
  what: string;
  /** It was played and not mended yet. */
  isRunning: boolean;
  /** The same, and an alert of it was fired. */
  isFiring: boolean;
}

export function scenarioRoutes(scenarios: ScenarioRunner): Route[] {
  return [
    {
      method: 'GET',
      pattern: /^\/local\/chat\/scenarios$/,
      handle: () => json(200, { scenarios: scenarios.list() }),
    },
    {
      method: 'POST',
      pattern: /^\/local\/chat\/scenarios\/(?<id>[^/]+)\/run$/,
      handle: async ({ params }) => answerWith(await scenarios.run(params.id ?? ''), scenarios),
    },
    {
      method: 'POST',
      pattern: /^\/local\/chat\/scenarios\/(?<id>[^/]+)\/resolve$/,
      handle: async ({ params }) => answerWith(await scenarios.resolve(params.id ?? ''), scenarios),
    },
  ];
}

function answerWith({ said }: { said: string }, scenarios: ScenarioRunner) {
  return json(200, { said, scenarios: scenarios.list() });
}

import type { ServerResponse } from 'node:http';
import { readSettings } from '../../../src/settings';
import { openAzure } from '../../../src/start/open-azure';
import { type CannedServer, openCannedServer, replyJson } from '../../support/canned-server';
import { quietLog } from '../../support/quiet-log';

const names = ['a-hub', 'b-hub', 'c-hub', 'd-hub', 'e-hub', 'f-hub'];
let server: CannedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function open(reply: (res: ServerResponse, path: string) => void) {
  server = await openCannedServer((res, { path }) => reply(res, path));
  const azure = openAzure(readSettings({}), { localOrigin: server.origin, log: quietLog() });
  const hubs = names.map((name) => azure.hubs.find(name)).filter((hub) => hub !== undefined);
  return { ...azure, known: hubs };
}

describe('openAzure, as far as it asks Resource Manager', () => {
  it('finds a hub without an ARM id in local mode, and makes up none for anybody to see', async () => {
    const { health, known } = await open((res) => replyJson(res, 200, { value: [] }));

    const [hub] = known;
    if (hub) await health.history(hub);

    expect(hub?.resourceId).toBeUndefined();
    expect(server?.seen[0]?.path).toMatch(
      /^\/subscriptions\/[\d-]+\/resourceGroups\/local\/providers\/Microsoft\.Devices\/IotHubs\/a-hub\/providers/,
    );
  });

  it('asks four things at a time, whoever asks', async () => {
    const held: ServerResponse[] = [];
    let letGo = false;
    let full = () => {};
    const isFull = new Promise<void>((resolve) => {
      full = resolve;
    });
    const { hubInfo, health, known } = await open((res, path) => {
      if (letGo || path === '/probe') return replyJson(res, 200, { value: [] });
      if (held.push(res) === 4) full();
    });

    const answers = Promise.all([
      ...known.map((hub) => health.history(hub)),
      ...known.map((hub) => hubInfo.listDiagnosticSettings(hub)),
    ]);
    await isFull;
    for (const _ of names) await fetch(`${server?.origin}/probe`);

    expect(held).toHaveLength(4);
    letGo = true;
    for (const one of held) replyJson(one, 200, { value: [] });
    await expect(answers).resolves.toHaveLength(12);
  });
});

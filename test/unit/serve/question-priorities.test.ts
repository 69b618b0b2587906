import { createInvestigation } from '../../../src/investigation';
import type { LogQuestion, LogSource } from '../../../src/ports/log-source';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const window = { from: new Date('2026-11-20T02:00:00Z'), to: new Date('2026-11-20T04:00:00Z') };

describe('createInvestigation', () => {
  it('asks before alerts do, because a person waits', async () => {
    const asked: LogQuestion<unknown>[] = [];
    const logs: LogSource = {
      ask: async (question) => {
        asked.push(question);
        return { rows: [], window, durationMs: 1, partial: undefined, newestAt: undefined };
      },
    };
    const ports = {
      logs,
      registry: { findDevice: () => Promise.reject(new Error('nobody asks for a twin')) },
      hubs: knownHubs('contoso-hub'),
      clock: fixedClock(window.to),
    };
    const settings = {
      cloud: { portalOrigin: 'https://portal.azure.com' },
      bot: { tenantId: '' },
    };

    await createInvestigation(ports as never, settings as never).summarize({ window });

    expect(asked).toHaveLength(5);
    expect(new Set(asked.map(({ priority }) => priority))).toEqual(new Set(['person']));
  });
});

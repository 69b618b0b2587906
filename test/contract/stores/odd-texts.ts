import { createHash } from 'node:crypto';
import type { Store } from '../../../src/adapters/store/open-store';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createPatience } from '../../../src/connections/patience';
import type { MuteScope } from '../../../src/ports/mute-book';
import { alert, resolvedAlert } from '../../support/alerts';
import { eventScript } from '../../support/device-events';
import { deviceAlert, gone } from '../../support/gone-devices';
import { refusal } from '../../support/refusals';
import { conversation, incidentCard, showCard, takeOne } from '../../support/sends';
import { at, type OpenBench, takeAsk } from './store-bench';

const apply = createApplyEvent(createPatience({ defaultSeconds: 120, overrides: [] }));
const minute = 60_000;
const hub = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };

/** Whatever somebody writes: it is kept, and nothing else waits for it. */
const oddTexts: [string, string][] = [
  ['a zero byte', 'a\0b'],
  ['half a character', 'a\ud800b'],
  ['the other half', 'a\udc00b'],
  ['characters of two halves', '𝔡𝔢𝔳𝔦𝔠𝔢'],
  ['what is not a character', 'a\uffff\u{10ffff}b'],
  ['writing from right to left', 'a\u202eb\u200f'],
  ['signs of SQL and patterns', `%_'"\\;--$1 ?`],
  ['a line of its own', 'a\r\n\u2028b'],
  ['nothing but a blank', ' '],
];

/** Such as ids of devices are: what cannot be seen is none. */
const visibleTexts: typeof oddTexts = [
  ['characters of two halves', '𝔡𝔢𝔳𝔦𝔠𝔢'],
  ['signs of SQL and patterns', `%_'"\\;--$1?`],
];

/** Pages that cannot be made shorter, at the most that the intake lets through. */
const long = (length: number, seed = '') =>
  Array.from({ length }, (_, place) => {
    const digest = createHash('sha256').update(`${seed}${place}`).digest();
    return String.fromCharCode(0x4e00 + (digest.readUInt16BE() % 0x5000));
  }).join('');

export function describeOddTexts(name: string, open: OpenBench): void {
  describe(`${name} with odd texts`, () => {
    it.each(oddTexts)('takes alerts with %s', async (_what, text) => {
      const { store } = await open();

      const added = await Promise.all([
        store.alertInbox.addOnce(
          alert({ id: text, rule: text, description: text }),
          at('03:15:00'),
        ),
        store.alertInbox.addOnce(alert({ id: 'plain' }), at('03:15:00')),
      ]);
      const taken = await store.alertInbox.takeDue(at('03:15:00'), minute, 10);

      expect(added).toEqual(['added', 'added']);
      expect(taken).toHaveLength(2);
      await liveThrough(store, text, text);
    });

    it.each(oddTexts)('takes devices and events with %s', async (_what, text) => {
      const { store } = await open();
      const tell = eventScript();
      const odd = [tell.connected(text), tell.disconnected(text, { module: text })];
      const unreadable = [{ index: 0, reason: text, excerpt: text }];

      const outcomes = await store.connectionLedger.record(
        { events: [...odd, tell.disconnected('plain')], unreadable },
        at('03:20:00'),
        apply,
      );
      const due = await store.connectionLedger.takeDue(at('04:00:00'), minute, 10);
      const told = due.map((taken) => ({
        taken,
        ...{ incident: 'i1', told: 'gone' as const, dueAt: undefined },
      }));
      const settled = await store.connectionLedger.settle(told, at('04:00:00'));

      expect(outcomes).toEqual(['newest', 'newest', 'newest']);
      expect(settled).toEqual(['settled', 'settled']);
      expect(await store.connectionLedger.find(text)).toHaveLength(2);
      expect(await store.connectionLedger.listUnreadable(10)).toHaveLength(1);
    });

    it.each(visibleTexts)('takes incidents of devices with %s', async (_what, text) => {
      const { store } = await open();
      const members = [gone(text), gone(text, { module: text }), gone('plain', { patience: text })];
      const how = { at: at('04:00:00'), tell: deviceAlert(hub) };
      const back = gone(text, { what: 'back', endedAt: at('04:01:00') });

      const { incident } = await store.incidentBook.joinDevices(hub, members, how);
      const change = await store.incidentBook.recordBack(incident.key, [back], at('04:01:00'));

      expect(change?.incident.devices).toMatchObject({ total: 3, away: 2, back: 1 });
    });

    it.each(oddTexts)('takes what people say with %s', async (_what, text) => {
      const { store } = await open();

      await sayAll(store, text, text);
    });

    it('takes texts as long as the intake lets them be', async () => {
      const { store } = await open();

      await liveThrough(store, long(166), long(4096, 'rule'));
      await sayAll(store, long(333), long(4096, 'reason'));
    });
  });
}

/** Fires, is joined, asked, answered, acknowledged, told with a reply, and resolved. */
async function liveThrough(store: Store, id: string, text: string): Promise<void> {
  const { incidentBook, outbox, decisionTrail } = store;
  const first = alert({ id, rule: text, description: text });
  const second = alert({ id: `${id}2`, rule: `${text}2`, description: text });
  const { key } = await incidentBook.recordFiring(first, at('03:15:00'));
  const joined = await incidentBook.recordFiring(second, at('03:16:00'));
  const ask = await takeAsk(store, at('03:20:00'));
  const failure = { code: 'x', message: text, retryAfterSeconds: undefined };
  await incidentBook.recordAnswer(ask, { failure, askAgainAt: undefined });
  await incidentBook.finishAsk(ask);
  await incidentBook.acknowledge(key, { id: text, name: text }, at('03:20:30'));
  const card = incidentCard(key, { conversation: conversation('ops') });
  await showCard(outbox, card, at('03:21:00'));
  const reply = { key: `${key}:joined:${text}`, text, urgency: 'new' as const };
  await outbox.reply([{ ...card, ...reply }], at('03:22:00'));
  await outbox.reply([{ ...card, ...reply }], at('03:22:01'));
  const replied = await takeOne(outbox, at('03:22:10'));
  await outbox.recordUnsent(replied, { dueAt: at('03:22:20'), certainty: 'unsent' });
  const again = await takeOne(outbox, at('03:22:30'));
  await outbox.recordEnd(again, { kind: 'refused', why: text, at: at('03:22:31') });
  const about = { at: at('03:22:00'), what: text, text };
  await decisionTrail.add([
    { ...about, subject: { kind: 'alert', id } },
    { ...about, subject: { kind: 'device', hub: 'h', device: id.slice(0, 128) } },
  ]);
  for (const each of [first, second]) {
    await incidentBook.recordResolve(
      resolvedAlert({ ...each, condition: 'resolved', resolvedAt: at('03:31:00') }),
      at('03:31:00'),
    );
  }

  expect(joined.key).toBe(key);
  expect((await incidentBook.find(key))?.resolvedAt).toEqual(at('03:31:00'));
  expect(await decisionTrail.find({ kind: 'alert', id }, 10)).toHaveLength(1);
  await expect(decisionTrail.findAlerts(id, 10)).resolves.toBeDefined();
}

async function sayAll(store: Store, id: string, text: string): Promise<void> {
  const there = { channel: 'teams', id, reference: { text } };
  const filter = { hubs: [text], devices: [text], causes: [text], severity: text };
  const made = { createdBy: text, createdAt: at('03:00:00') };
  await store.routeBook.add({ conversation: there, filter, ...made });
  await store.conversationMemory.chooseHub(there, { hub: text, chosenAt: at('03:00:00') });
  const kinds: MuteScope['kind'][] = ['device', 'pattern', 'hub', 'cause'];
  for (const kind of kinds) {
    const scope = { kind, value: text, hub: text };
    const by = { id: text, name: text };
    const times = { from: at('01:00:00'), until: at('09:00:00'), createdAt: at('01:00:00') };
    const mute = { id: kind, conversation: there, scope, ...times, by, reason: text };
    expect(await store.muteBook.add(mute)).toBe('added');
    expect(await store.muteBook.add(mute)).toBe('replaced');
  }
  await store.refusalBook.keep(refusal({ origin: text, message: text, body: text, code: 'x' }));
  const notice = await store.refusalBook.takeDueNotice(at('03:20:00'), minute);
  const card = incidentCard('another', { conversation: there });
  await store.outbox.want([card], at('03:20:00'));
  const taken = await takeOne(store.outbox, at('03:20:01'));
  const gone = { kind: 'conversation_gone' as const, why: text, at: at('03:20:02') };

  expect(await store.routeBook.list()).toHaveLength(1);
  expect(await store.conversationMemory.findHub(there)).toBeDefined();
  expect(await store.muteBook.list(at('02:00:00'), there)).toHaveLength(4);
  expect(notice?.mistakes).toHaveLength(1);
  expect(await store.outbox.recordEnd(taken, gone)).toBe('recorded');
  expect(await store.outbox.listGone()).toHaveLength(1);
  expect(await store.routeBook.remove(there)).toBe('removed');
}

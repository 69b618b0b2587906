import { callJson } from '../../support/fake-bot';
import { type OpenChat, openChat } from './open-chat';

interface Event {
  id: string;
  eventTime: string;
  data: { deviceConnectionStateEventInfo: { sequenceNumber: string } };
}

describe('device events by hand', () => {
  let chat: OpenChat;

  beforeEach(async () => {
    chat = await openChat({ now: () => new Date('2026-01-02T03:04:05.678Z') });
  });

  afterEach(() => chat.bot.close());

  const send = (body: object, path = '') =>
    callJson('POST', `${chat.bot.origin}/local/chat/device-events${path}`, body);
  const sent = () => chat.bot.deliveries.flat() as unknown as Event[];
  const sequences = () =>
    sent().map(({ data }) => data.deviceConnectionStateEventInfo.sequenceNumber);
  const pump = { hub: 'fabrikam-hub', device: 'pump/1 ä' };

  it('goes to the entrance of the bot in the schema of Event Grid', async () => {
    const answer = await send({ ...pump, what: 'disconnected' });

    expect(answer.body).toEqual({ said: 'The bot answered 200: 1 newest.' });
    expect(chat.bot.deliveries).toMatchObject([
      [
        {
          topic: expect.stringMatching(/\/PROVIDERS\/MICROSOFT\.DEVICES\/IOTHUBS\/FABRIKAM-HUB$/),
          subject: 'devices/pump/1 ä',
          eventType: 'Microsoft.Devices.DeviceDisconnected',
          eventTime: '2026-01-02T03:04:05.6780000Z',
          data: { hubName: 'fabrikam-hub', deviceId: 'pump/1 ä', moduleId: '' },
        },
      ],
    ]);
    const { body } = await callJson('GET', `${chat.bot.origin}/local/chat/wire`);
    expect(body.entries).toMatchObject([
      { kind: 'event', title: 'DeviceDisconnected: pump/1 ä' },
      {},
    ]);
  });

  it('has larger sequence numbers the later it happened, also within a millisecond', async () => {
    await send({ ...pump, what: 'disconnected' });
    await send({ ...pump, what: 'connected' });
    await send({ ...pump, what: 'disconnected', secondsAgo: 60 });

    const [first = '', second = '', late = ''] = sequences();
    expect(second > first && first > late).toBe(true);
    expect(late).toMatch(/^[0-9A-F]{64}$/);
    expect(sent()[2]?.eventTime).toBe('2026-01-02T03:03:05.6780000Z');
  });

  it('sends the same one again, and refuses to before there is one', async () => {
    const before = await send({}, '/again');
    await send({ ...pump, what: 'connected' });

    const again = await send({}, '/again');

    expect(before.status).toBe(400);
    expect(again.body).toEqual({ said: 'The bot answered 200: 1 duplicate.' });
    expect(sent()[1]).toEqual(sent()[0]);
  });

  it('tells of a deleted device with its blank twin', async () => {
    await send({ ...pump, what: 'deleted' });

    expect(sent()).toMatchObject([
      { eventType: 'Microsoft.Devices.DeviceDeleted', data: { twin: { deviceId: 'pump/1 ä' } } },
    ]);
  });

  it.each([
    [{ ...pump, what: 'exploded' }, /what: is no such event/],
    [{ ...pump, device: ' ', what: 'connected' }, /device: must not be empty/],
  ])('refuses %j', async (wish, message) => {
    const { status, body } = await send(wish);

    expect(status).toBe(400);
    expect((body.error as { message: string }).message).toMatch(message);
    expect(chat.bot.deliveries).toEqual([]);
  });
});

import type { LogQuestion, LogSource } from '../../../src/ports/log-source';
import { AppError } from '../../../src/shared/app-error';
import { rememberChat, rememberLogs } from '../../../src/start/remember-outcome';

const question = {} as LogQuestion<never>;

describe('what readiness remembers', () => {
  it.each([
    [
      'the code of a failure we can explain',
      new AppError('logs_forbidden', 'no role'),
      'logs_forbidden',
    ],
    ['a bug as failed', new TypeError('x of undefined'), 'failed'],
  ])('is %s, and the failure goes on', async (_what, failure, latest) => {
    const outcome = { latest: 'not asked yet' };
    const logs = rememberLogs({ ask: () => Promise.reject(failure) }, outcome);

    await expect(logs.ask(question)).rejects.toBe(failure);

    expect(outcome.latest).toBe(latest);
  });

  it('is ok again after the next success', async () => {
    const outcome = { latest: 'logs_timeout' };
    const answer = { rows: [] } as unknown as Awaited<ReturnType<LogSource['ask']>>;
    const logs = rememberLogs({ ask: () => Promise.resolve(answer) } as LogSource, outcome);

    await logs.ask(question);

    expect(outcome.latest).toBe('ok');
  });

  it('covers replies of a chat', async () => {
    const outcome = { latest: 'not used yet' };
    const never = () => Promise.reject(new Error('not asked for'));
    const reply = (_to: unknown, messageId: string, text: string) =>
      Promise.resolve(`${text} below ${messageId}`);
    const chat = rememberChat({ name: 'teams', post: never, update: never, reply }, outcome);

    const said = await chat.reply({ channel: 'teams', id: 'c', reference: {} }, '1', 'back');

    expect([said, outcome.latest]).toEqual(['back below 1', 'ok']);
  });

  it('covers posts and updates of a chat', async () => {
    const outcome = { latest: 'not used yet' };
    const gone = new AppError('chat_gone', 'removed');
    const chat = rememberChat(
      {
        name: 'teams',
        post: () => Promise.resolve('1'),
        update: () => Promise.reject(gone),
        reply: () => Promise.reject(gone),
      },
      outcome,
    );
    const to = { channel: 'teams', id: 'c', reference: {} };

    await chat.post(to, {} as never);
    const afterPost = outcome.latest;
    await expect(chat.update(to, '1', {} as never)).rejects.toBe(gone);

    expect([chat.name, afterPost, outcome.latest]).toEqual(['teams', 'ok', 'chat_gone']);
  });
});

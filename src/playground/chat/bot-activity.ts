import { z } from 'zod';
import { AppError } from '../../shared/app-error';
import { botPerson } from './conversation';
import type { Said } from './conversation-book';
import { readInput } from './routes';

/** What the bot sends, as far as the page shows it. */
export const BotActivity = z.object({
  type: z.string('must be text').max(100),
  replyToId: z.string('must be text').nullish(),
  text: z.string('must be text').nullish(),
  textFormat: z.string('must be text').nullish(),
  attachments: z
    .array(
      z.object({
        contentType: z.string('must be text').max(200),
        content: z.unknown().optional(),
        name: z.string('must be text').nullish(),
      }),
      'must be a list',
    )
    .nullish(),
});
type BotActivity = z.infer<typeof BotActivity>;

/** Teams refuses messages above about 100 KB; what it would refuse must not work here. */
const maxActivityLength = 100_000;

/** Throws AppError `body_too_large` or `input_invalid`. */
export function readActivity(body: unknown): BotActivity {
  if (JSON.stringify(body).length > maxActivityLength) {
    const text = `The message is larger than ${maxActivityLength} characters; Teams refuses it too.`;
    throw new AppError('body_too_large', text);
  }
  return readInput(BotActivity, body);
}

export function readSaid({ text, textFormat, attachments }: BotActivity): Said {
  return {
    from: { ...botPerson, role: 'bot' },
    text: text ?? undefined,
    textFormat: textFormat === 'plain' ? 'plain' : 'markdown',
    attachments: (attachments ?? []).map(({ contentType, content, name }) => ({
      contentType,
      content,
      name: name ?? undefined,
    })),
  };
}

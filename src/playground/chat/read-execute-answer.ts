import { z } from 'zod';
import { AppError } from '../../shared/app-error';

export type ExecuteAnswer =
  | { outcome: 'card'; card: unknown }
  | { outcome: 'message'; text: string }
  | { outcome: 'none' };

const Reply = z.object({
  statusCode: z.number().optional(),
  type: z.string(),
  value: z.unknown().optional(),
});
const ErrorValue = z.object({ message: z.string().optional(), code: z.string().optional() });

/**
 * The body of the bot's answer to Action.Execute: a card for the person who clicked, a line of
 * text, or nothing. An error inside a 200 is an error: throws AppError `bot_refused`.
 */
export function readExecuteAnswer(body: unknown): ExecuteAnswer {
  const read = Reply.safeParse(body);
  if (!read.success) return { outcome: 'none' };
  const { type, value, statusCode } = read.data;
  if (type === 'application/vnd.microsoft.card.adaptive') return { outcome: 'card', card: value };
  if (type === 'application/vnd.microsoft.activity.message') {
    return { outcome: 'message', text: String(value) };
  }
  if (type !== 'application/vnd.microsoft.error' && (statusCode ?? 200) < 400) {
    return { outcome: 'none' };
  }
  const { message, code } = ErrorValue.safeParse(value).data ?? {};
  throw new AppError('bot_refused', message ?? code ?? `The bot answered ${statusCode ?? type}`);
}

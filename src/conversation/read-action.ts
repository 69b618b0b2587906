import { z } from 'zod';
import { readDeviceId } from '../diagnosis/device/read-device-id';
import { AppError } from '../shared/app-error';
import { type IntentName, intentNames, type Understanding } from './intent';
import { muteCauses } from './mutes/known-causes';
import { isWindowNote } from './time/window-notes';

const Verb = z.enum(intentNames).exclude(['unknown']);

/** Only what buttons of ours carry; anything else in the data is dropped. */
const Parameters = z.object({
  devices: z.array(z.string().max(200).transform(readDeviceId)).min(1).max(10).optional(),
  hub: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,48}[A-Za-z0-9]$/)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  code: z.string().min(1).max(4000).optional(),
  query: z.string().min(1).max(100).optional(),
  pattern: z.string().max(128).transform(readDeviceId).optional(),
  cause: z.enum(muteCauses).optional(),
  severity: z
    .string()
    .regex(/^Sev[0-4]$/)
    .optional(),
  duration: z
    .string()
    .regex(/^P[\dDTHM]{2,20}$/)
    .optional(),
  reason: z.string().max(200).optional(),
  text: z.string().min(1).max(300).optional(),
  incident: z.string().min(1).max(600).optional(),
  onCard: z.literal(true).optional(),
  digest: z.string().min(1).max(600).optional(),
  mute: z.uuid().optional(),
  all: z.literal(true).optional(),
  anyway: z.literal(true).optional(),
  page: z.number().int().min(1).max(100_000).optional(),
  choosesHub: z.literal(true).optional(),
  asksHub: z.literal(true).optional(),
  window: z
    .union([
      z.object({ last: z.string().regex(/^P[\dDTHMSW.]{2,20}$/) }),
      z.object({
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }).optional(),
      }),
    ])
    .optional(),
  windowNotes: z
    .array(z.string().max(300))
    .max(6)
    .transform((notes) => notes.filter(isWindowNote))
    .optional(),
});

/**
 * Reads a clicked button. Cards can be edited by whoever holds them, so nothing in them is trusted.
 * Throws AppError `action_invalid`.
 */
export function readAction(action: { verb: string; parameters: unknown }): Understanding {
  const verb = Verb.safeParse(action.verb);
  if (!verb.success) throw actionInvalid('This button asks for something I do not know.');
  const parameters = parseParameters(action.parameters);
  return { intent: verb.data satisfies IntentName, parameters, confidence: 1, suggestions: [] };
}

function parseParameters(parameters: unknown): Understanding['parameters'] {
  try {
    return Parameters.parse(parameters ?? {});
  } catch (cause) {
    throw actionInvalid('This button does not carry what it should.', cause);
  }
}

function actionInvalid(message: string, cause?: unknown): AppError {
  return new AppError('action_invalid', message, { cause });
}

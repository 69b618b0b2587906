import { redactSecrets } from './redact-secrets';

/**
 * What a service said for people, fit to be repeated to them: one short line without secrets, links
 * or markup. Undefined for anything else, as what answers need not be the service that was asked.
 */
export function readPlainSentence(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  const line = redactSecrets(said).trim();
  return plain.test(line) && !/:\/\//.test(line) ? line : undefined;
}

/** Starts with a letter, so that no JSON and no markup passes for a sentence. */
const plain = /^\p{L}[\p{L}\p{N} .,;:'’“”()/…%-]{0,199}$/u;

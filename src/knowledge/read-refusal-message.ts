import type { MessageEvidence } from './error-code-entry';
import knowledge from './refusal-messages.json';

export interface RefusalReading {
  /** The code under which the hub logs this message. */
  code: string;
  /** The words of the text that are the message. */
  said: string;
  /** The message in a plain sentence. */
  reading: string;
  about: 'credential' | 'permission' | 'registration';
  /** One or two things to do about it, the first from any place. */
  steps: string[];
  evidence: MessageEvidence;
}

/** Reads the message of a refused connect or call, wherever it stands in the text. */
export function readRefusalMessage(text: string): RefusalReading | undefined {
  for (const { pattern, reading, provesNot, steps, ...record } of knowledge.messages) {
    const said = toRegExp(pattern).exec(text)?.[0];
    if (said === undefined) continue;
    const evidence = { saidBy: 'IoT Hub', proves: reading, provesNot, related: [] };
    // The test of the knowledge base holds `about` to these three words.
    const about = record.about as RefusalReading['about'];
    return { code: knowledge.code, said, reading, about, steps, evidence };
  }
  return undefined;
}

/** A star stands for at most 200 characters of one line, so that no text can make this slow. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('[^\\n]{0,200}?'), 'i');
}

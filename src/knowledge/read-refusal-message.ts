import knowledge from './refusal-messages.json';

export interface RefusalReading {
  /** The code under which the hub logs this message. */
  code: string;
  /** The message in a plain sentence. */
  reading: string;
  about: 'credential' | 'permission' | 'registration';
  /** One or two things to do about it, the first from any place. */
  steps: string[];
}

/** Reads the message of a refused connect or call, wherever it stands in the text. */
export function readRefusalMessage(text: string): RefusalReading | undefined {
  const found = knowledge.messages.find(({ pattern }) => toRegExp(pattern).test(text));
  if (found === undefined) return undefined;
  // The test of the knowledge base holds `about` to these three words.
  const about = found.about as RefusalReading['about'];
  return { code: knowledge.code, reading: found.reading, about, steps: found.steps };
}

/** A star stands for at most 200 characters of one line, so that no text can make this slow. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('[^\\n]{0,200}?'), 'i');
}

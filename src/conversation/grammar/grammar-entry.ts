import type { IntentName } from '../intent';

/**
 * One thing a person can ask for. Adding an intent is adding an entry: phrases to be read, and
 * examples, which the help and the tests use.
 *
 * A phrase is words in order. `a|b` is one of several words, `[a|b]` may be missing, `<name>` is a
 * group of `vocabulary.ts`. The person fills in `{devices}`, `{id}` (one that cannot be a plain word),
 * `{hub}`, `{code}`, `{text}`, `{rule}`, `{query}` and `{knownQuery}` (one that there is).
 */
export interface GrammarEntry {
  intent: Exclude<IntentName, 'unknown'>;
  /** Time words may stand anywhere in the sentence. */
  takesWindow: boolean;
  /** "on contoso-hub" may follow. */
  takesHub: boolean;
  phrases: readonly string[];
  /** Groups that together give the intent away in any order, beside something that looks like a device. */
  gist?: readonly string[];
  /** How to say it in its own words, for suggestions. */
  say: string;
  examples: readonly string[];
}

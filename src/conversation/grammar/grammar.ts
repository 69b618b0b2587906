import type { IntentName } from '../intent';
import { alertGrammar } from './alert-grammar';

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

export const grammar: readonly GrammarEntry[] = [
  ...alertGrammar,
  {
    intent: 'why',
    takesWindow: true,
    takesHub: true,
    phrases: [
      '[explain|investigate|check|see|understand] <why> [<aux>] [not] [the|my|our] [<thing>] {devices} [just|suddenly|always|again|been|to] [not] <lost> [again|so often|all the time|every hour|every few minutes|repeatedly]',
      '<why> do|can i|we [keep] see|seeing|get|getting|have [the|my|our] [<thing>] {devices} <lost>',
      'when <aux> [the|my|our] [<thing>] {devices} [last|first] <lost>|connected|seen',
      'is|are [the|my|our] [<thing>] {devices} [still] online|up|connected|alive|ok|okay|fine|working|back',
      '[what] [is] [the] [root|likely] cause|reason|causes|reasons [of|for|behind|why] [the] [<disconnects>] [of|for|on|from] [the|my|our] [<thing>] {devices} [<lost>]',
      '<disconnects> reason|reasons|cause|causes [of|for] [the|my|our] [<thing>] {devices}',
      '<disconnects> of|for|from|by [the|my|our] [<thing>] {id}',
      'look|looking at|into|after [the|my|our] [<thing>] {id}',
      'status|state [of|for] [the|my|our] [<thing>] {id}',
      'about [the|my|our] [<thing>] {id}',
      '<why> <aux> [the|my|our] [<thing>] {devices} [being|acting] [so] weird|flaky|unstable|strange',
      '<why> [<aux>] [<thing>] {id}',
      '<why> [the] <disconnects> of|for|on|from [the|my|our] [<thing>] {devices}',
      '<why> <aux> [not] [the|my|our] [<thing>] {devices} [not] [able_to] connect|connected|online|responding|reachable|reporting|sending',
      'what happened|happens to|with [the|my|our] [<thing>] {devices}',
      'what is|was wrong|up|happening|going_on|the_matter|the_problem with|to [the|my|our] [<thing>] {devices}',
      'what disconnected|dropped|killed [the|my|our] [<thing>] {devices}',
      '<aux> [the|my|our] [<thing>] {devices} [just|suddenly|ever] <lost>',
      '[the|my|our] [<thing>] {devices} is|was|went|has|have|keeps|got [again] <lost> [again|why]',
      'investigate|diagnose|diagnosis|analyze|analyse|troubleshoot|debug [of|for] [the|my|our] [<thing>] {devices}',
      'reason|cause [for|of|why] [the] <disconnects> of|for|on [the|my|our] [<thing>] {devices}',
      '<lost> {id} why',
      '{id} <lost>|why',
      '<why> [<aux>]',
    ],
    gist: ['why', 'lost'],
    say: 'why did {devices} disconnect',
    examples: [
      'why did device-42 disconnect',
      'why did device-42 disconnect in the last 6 hours',
      'why is device-42 offline',
      'what happened to device-42 since 9am',
    ],
  },
  {
    intent: 'check',
    takesWindow: true,
    takesHub: true,
    phrases: [
      'check|verify [on|up_on|out] [the|my|our] [<thing>] {devices}',
      '<checklist> [for|of|on] [the|my|our] [<thing>] {devices}',
      'check|<checklist>',
      'start|run|open|do|begin [the|a] <checklist> [for|of|on|with] [the|my|our] [<thing>] {devices}',
      'check [if|whether|that] [the|my|our] [<thing>] {devices} is|was enabled|disabled|registered|connected|online|ok|alive',
      'is [the|my|our] [<thing>] {devices} enabled|disabled|registered',
      'run|do|start|make [a|the] [health|quick] check [of|on|for|with] [the|my|our] [<thing>] {devices}',
      'health|connection|connectivity|quick check [of|on|for] [the|my|our] [<thing>] {devices}',
      'walk|guide|take me|us through the <checklist> [for|of|on|with] [the|my|our] [<thing>] {devices}',
      'go through the <checklist> [for|of|on|with] [the|my|our] [<thing>] {devices}',
      'check [the] connection|connectivity|status|health of|for [the|my|our] [<thing>] {devices}',
    ],
    say: 'check {devices}',
    examples: ['check device-42', 'start the checklist for device-42'],
  },
  {
    intent: 'summary',
    takesWindow: true,
    takesHub: true,
    phrases: [
      '[a|the|quick|short] <summarize> [of|for] [all|the|my|our] [<disconnects>|devices|everything|what_happened]',
      '[a|the|quick|short] <summarize> [of|for|over|on|across] all|every|each [of] [the|my|our] hub|hubs',
      '<summarize> [of|for|on] [the] [hub] {hub}',
      '[the] <disconnects> <summarize>',
      'what happened|is_happening|is_going_on|went_wrong',
      'how many devices|<disconnects> [<aux>|were_there|we] [there|have|had] [<lost>]',
      'what|which|any devices <aux> [we] <lost>',
      'what|which devices <lost>',
      '<aux> anything|any_device|any_devices|something [happen] [<lost>]',
      '[list|any|all] [the|all] <disconnects>',
      'what <aux> <lost>',
      'what|who|anything|something|any_device|any_devices|anybody <lost>',
      'daily|hourly|weekly <summarize>',
      '<disconnects> on [the] [hub] {hub}',
      'how is|are [the|my|our] things|fleet|devices|hub|hubs [doing|going]',
      'how is [the] [hub] {hub} doing|going',
      '[list] [all] disconnected|offline devices',
      '<why> <aux> [the|all|my|our] [so] [many] devices [all|just|suddenly] <lost>',
    ],
    say: 'summary',
    examples: ['summary', 'summary last 6 hours', 'summary yesterday', 'summary since 9am'],
  },
  {
    intent: 'queries',
    takesWindow: true,
    takesHub: true,
    phrases: [
      '[list|what|which] [all] [the|your|documented|known|available] queries [are|can|do] [there|available|i|we|you] [run|ask|have|know]',
      '[run|execute|start|open] [the|a] query|queries {query}',
      '[run|execute|start|open] [the] {knownQuery} [query]',
      'run|execute [the] {query} query',
      'run|execute [a|the|some] query|queries',
    ],
    say: 'queries',
    examples: ['queries', 'query error-summary', 'query dead-endpoints in the last 6 hours'],
  },
  {
    intent: 'decode',
    takesWindow: false,
    takesHub: false,
    phrases: [
      '<explain> [the] [<code>] {text}',
      'what is|are|was [the|an|a] [<code>] [<code>] {code} [mean|about|for]',
      'what does|do|did [the|an|a] [<code>] [<code>] {code} mean|stand_for|say',
      'what is [the] meaning of [<code>] {code}',
      'meaning of [<code>] {code}',
      'why <aux> [i|we] [get|see|seeing|getting|have] [<code>] {code}',
      'how do|to|can [i|we|you] fix|solve|resolve|handle [the] [<code>] {code}',
      'about [<code>] {code}',
      'help [me] with [the] [<code>] {code}',
      '<code> {code}',
      '{code}',
    ],
    say: 'what is {code}',
    examples: ['what is 404104', 'decode 401003', 'what does DeviceConnectionClosedRemotely mean'],
  },
  {
    intent: 'subscribe',
    takesWindow: false,
    takesHub: false,
    phrases: [
      'subscribe [<here>] [to|for|me|us] [<alerts>] [<here>]',
      'send|post [me|us] [the] <alerts> [<here>]',
      'notify <here>',
      'start sending|posting [me|us] <alerts> [<here>]',
      'turn|switch on [the] <alerts> [<here>]',
      'turn|switch [the] <alerts> on [<here>]',
      'enable|activate [the] <alerts> [for] [<here>]',
    ],
    say: 'subscribe',
    examples: ['subscribe', 'subscribe to alerts', 'send alerts here'],
  },
  {
    intent: 'unsubscribe',
    takesWindow: false,
    takesHub: false,
    phrases: [
      'unsubscribe [<here>] [from|me|us] [<alerts>] [<here>]',
      'stop [sending|posting] [me|us] <alerts> [<here>]',
      'stop notifying <here>',
      'no more <alerts> [<here>]',
      'do not send|post [me|us] [any] <alerts> [<here>]',
      'turn|switch off [the] <alerts> [<here>]',
      'turn|switch [the] <alerts> off [<here>]',
      'disable|deactivate [the] <alerts> [for] [<here>]',
    ],
    say: 'unsubscribe',
    examples: ['unsubscribe', 'stop sending alerts'],
  },
  {
    intent: 'help',
    takesWindow: false,
    takesHub: false,
    phrases: [
      'help [me|us|menu]',
      'hi|hello|hey|there|good_morning|good_evening [there|bot|reconnect]',
      'thanks|thank_you|cheers',
      'commands|menu|usage|examples',
      'what can|do you do',
      'what can|should i|we ask|say|do [you]',
      'how do|does|can|should [i|we|you|it|this] [use] [you|this|work|ask]',
      'who|what are you',
    ],
    say: 'help',
    examples: ['help', 'what can you do'],
  },
];

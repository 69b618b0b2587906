import type { GrammarEntry } from './grammar-entry';

/**
 * What people say about the cards they get, or do not get. What is muted and for how long is read by
 * `read-mute.ts`; the phrases here are what near misses are compared with.
 */
export const alertGrammar: readonly GrammarEntry[] = [
  {
    intent: 'why-no-alert',
    takesWindow: true,
    takesHub: true,
    phrases: [
      'why <aux> [there] [not] [i|we|nobody|anybody|anyone] [not] [get|got|see|hear|hearing|receive|received] [no|any|an|a] <news> for|about|of|from|on rule|alert {rule}',
      'why [there] no <news> for|about|of|from|on [the] rule|alert {rule}',
      'why <aux> rule|alert {rule} not shown|posted|told|sent|here',
      'why <aux> [there] [not] [i|we|nobody|anybody|anyone] [not] [get|got|see|hear|hearing|receive|received] [no|any|an|a] <news> for|about|of|from|on|when [the|my|our] [<thing>] {devices} [<lost>]',
      'why [there] no <news> for|about|of|from|on|when [the|my|our] [<thing>] {devices} [<lost>]',
      'why <aux> [not] i|we|nobody|anybody|anyone|you [not] <told> about|of|for|when [the|my|our] [<thing>] {devices} [<lost>]',
      'why <aux> [not] you [not] tell|alert|warn|notify [me|us|anybody|anyone] about|of|for|when [the|my|our] [<thing>] {devices} [<lost>]',
      'why <aux> [the|my|our] [<thing>] {devices} not shown|posted|alerted|reported_here',
      'no alert|card [for|about|on|from] [the|my|our] [<thing>] {id} [why]',
    ],
    say: 'why no alert for {devices}',
    examples: [
      'why no alert for device-42',
      'why was I not told about device-42',
      'why no alert for rule connected-devices-low',
    ],
  },
  {
    intent: 'mutes',
    takesWindow: false,
    takesHub: false,
    phrases: [
      '[list|show] [all] [the|our|my|current] mutes|planned_work [here|in_this_channel|in_this_chat]',
      'what|which|who|anything|something [devices|hubs|things] [is|are] muted [here]',
      'is|are anything|something|any_devices muted [here]',
    ],
    say: 'mutes',
    examples: ['mutes', 'what is muted'],
  },
  {
    intent: 'mute',
    takesWindow: false,
    takesHub: false,
    phrases: [],
    say: 'mute {devices} for 2h',
    examples: [
      'mute device-42 for 2h',
      'mute device-42 until 18:00',
      'mute line7-* for 4 hours because new firmware',
      'mute token-renewal for 24h',
      'mute contoso-hub from 22:00 to 02:00 because firmware roll-out',
      'planned work on contoso-hub tomorrow 22:00 to 02:00 because firmware roll-out',
    ],
  },
  {
    intent: 'unmute',
    takesWindow: false,
    takesHub: false,
    phrases: [],
    say: 'unmute {devices}',
    examples: ['unmute device-42', 'unmute all'],
  },
  {
    intent: 'ack',
    takesWindow: false,
    takesHub: false,
    phrases: [
      'ack|acknowledge|acknowledged [it|this|that|the] [incident|alert|card]',
      'i am on_it|looking_at_it|looking_into_it|working_on_it',
      'on_it',
      'i take|have it|this|that',
    ],
    say: 'ack',
    examples: ['ack', 'acknowledge'],
  },
];

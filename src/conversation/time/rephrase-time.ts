const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const clock = '\\d{1,2}(?::\\d\\d)?(?:\\s?[ap]m)?';
const day = `(?:(?:on\\s+)?(?:last\\s+)?${weekday}|yesterday|today|(?:on\\s+)?\\d{4}-\\d\\d-\\d\\d)`;
const part = '(?:morning|afternoon|evening|night)';
const range = `(?:between\\s+${clock}\\s+and|from\\s+${clock}\\s+(?:to|till|until))\\s+${clock}`;

const weekdays: [short: string, whole: string][] = [
  ['mon', 'monday'],
  ['tues?', 'tuesday'],
  ['wed', 'wednesday'],
  ['thu(?:rs?)?', 'thursday'],
  ['fri', 'friday'],
  ['sat', 'saturday'],
  ['sun', 'sunday'],
];
/** Alone, "sun" and "sat" could be anything. */
const beforeWeekday = 'on|last|since|until|till|before|between|and|from|to';

/** Ways of saying a time that mean the same as a form the readers know. Tried in this order. */
const ways: { said: RegExp; means: string }[] = [
  ...weekdays.map(([short, whole]) => ({
    said: new RegExp(`(?<=(?:^|\\s)(?:${beforeWeekday})\\s+)${short}(?=$|[\\s,])`, 'gi'),
    means: whole,
  })),
  { said: /\b(?:(?:an?|one) )?hour and a half\b/gi, means: '90 minutes' },
  { said: /\b(?:a )?quarter of an hour\b/gi, means: '15 minutes' },
  { said: /\bhalf a day\b|\bhalf day\b/gi, means: '12 hours' },
  { said: /\bhalf an hour\b|\bhalf hour\b/gi, means: '30 minutes' },
  { said: /\ba week ago\b/gi, means: '7 days ago' },
  { said: /\bsince (?<length>\d+ (?:minutes?|mins?|hours?|days?))(?! ago)\b/gi, means: 'last $1' },
  { said: /\bhalf past (?<hour>\d{1,2})\b/gi, means: '$1:30' },
  { said: /\bquarter past (?<hour>\d{1,2})\b/gi, means: '$1:15' },
  {
    said: /\b(?<lead>at|since|around|about) (?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)(?=$|\s)/gi,
    means: '$1 $2:$3',
  },
  { said: /\byesterday night\b|\b(?:in|during) the night\b/gi, means: 'last night' },
  {
    said: /(?<=^|\s)(?<from>\d{1,2})\s?[-–]\s?(?<to>\d{1,2}(?::\d\d)?)\s?(?<half>[ap]m)\b/gi,
    means: 'from $1$3 to $2$3',
  },
  {
    said: /(?<!from |between |since )(?<=^|\s)(?<from>\d{1,2}(?::\d\d|\s?[ap]m)) (?:to|till|until) (?=\d)/gi,
    means: 'from $1 to ',
  },
  // The hours tell which night it was: the latest in which they are over.
  { said: new RegExp(`\\b(?<range>${range}|at ${clock}) last night\\b`, 'gi'), means: '$1' },
  { said: new RegExp(`\\blast night (?<range>${range}|at ${clock})(?=$|\\s)`, 'gi'), means: '$1' },
  // A bare number behind a day is an hour.
  {
    said: new RegExp(
      `(?<=^|\\s)(?<day>${day})\\s+(?:at|around|about)\\s+(?<hour>[01]?\\d|2[0-3])(?=$|\\s(?![ap]m))`,
      'gi',
    ),
    means: '$1 at $2:00',
  },
  {
    said: new RegExp(
      `(?:\\b(?:in|on|during)\\s+)?(?:\\bthe\\s+)?\\b(?<part>${part})\\s+of\\s+(?<day>${day})`,
      'gi',
    ),
    means: '$2 $1',
  },
  {
    said: new RegExp(
      `(?<=^|\\s)(?<day>${day})\\s+(?:in|during|at)\\s+(?:the\\s+)?(?<part>${part})\\b`,
      'gi',
    ),
    means: '$1 $2',
  },
  { said: new RegExp(`\\btoday\\s+(?<part>${part})\\b`, 'gi'), means: 'this $1' },
  // The day before the words is the one of the hour behind them.
  {
    said: new RegExp(
      `(?<!(?:from|since|between)\\s+)(?<=^|\\s)(?<day>${day})\\s+(?<word>until|till|up to|before)\\s+(?<clock>${clock})(?=$|\\s)`,
      'gi',
    ),
    means: '$2 $3 $1',
  },
  // The day at the end is meant for both ends.
  {
    said: new RegExp(`(?<=^|\\s)(?<day>${day})\\s+(?<range>${range})(?=$|\\s)`, 'gi'),
    means: '$2 $1',
  },
];

/** The sentence with its time words as the readers know them; everything else stays as it is. */
export function rephraseTime(text: string): string {
  let rephrased = text;
  for (const { said, means } of ways) rephrased = rephrased.replace(said, means);
  return rephrased;
}

import { AppError } from '../../shared/app-error';

export interface ChatFaults {
  /** What can be switched on. */
  list(): { name: string; what: string }[];
  active(): ActiveFault[];
  /** Switches one on for a while. Throws AppError `faults_unknown` for another name. */
  switchOn(wish: { fault: string; seconds: number; conversation?: string | undefined }): void;
  switchOff(): void;
  /** Throws what the chat platform answers to a request about that conversation, if one is on. */
  meet(conversation: string | undefined): void;
}

interface ActiveFault {
  fault: string;
  /** ISO 8601. */
  until: string;
  /** Undefined where it is about all of them. */
  conversation?: string | undefined;
}

/** What the chat platform can be made to do wrong, until a time. */
export function createChatFaults(deps: { now(): Date }): ChatFaults {
  let switched: ActiveFault[] = [];
  const active = () => {
    const now = deps.now().getTime();
    switched = switched.filter(({ until }) => Date.parse(until) > now);
    return switched;
  };
  return {
    list: () => Object.entries(faults).map(([name, { what }]) => ({ name, what })),
    active,
    switchOn({ fault, seconds, conversation }) {
      const known = faults[fault];
      if (!known) throw new AppError('faults_unknown', 'The local chat has no such fault.');
      const until = new Date(deps.now().getTime() + seconds * 1000).toISOString();
      const where = known.isAboutOne ? { conversation } : {};
      switched = [...active().filter((each) => each.fault !== fault), { fault, until, ...where }];
    },
    switchOff() {
      switched = [];
    },
    meet(conversation) {
      const met = active().find((each) => !each.conversation || each.conversation === conversation);
      if (met) throw faults[met.fault]?.refuse();
    },
  };
}

interface ChatFault {
  what: string;
  /** It happens to one conversation, not to the whole platform. */
  isAboutOne: boolean;
  refuse(): AppError;
}

const busySeconds = 30;

/** How long to wait is the platform's to say, and no longer than an hour. */
export function tooManyRequests(seconds: number): AppError {
  const text = `Too many requests: 429, Retry-After: ${seconds}.`;
  return new AppError('too_many_requests', text, { retryAfterSeconds: seconds, retryable: true });
}

const faults: Record<string, ChatFault> = {
  'chat is busy': {
    what: 'Every message of the bot is answered 429 with Retry-After: 30. What it has to say waits.',
    isAboutOne: false,
    refuse: () => tooManyRequests(busySeconds),
  },
  'bot removed': {
    what: 'The bot is no longer a member of the chat shown here: 403. It gives up on this chat.',
    isAboutOne: true,
    refuse: () => new AppError('bot_removed', 'The bot is not part of the conversation roster.'),
  },
  'chat deleted': {
    what: 'The chat shown here no longer exists for the bot: 404. It gives up on this chat.',
    isAboutOne: true,
    refuse: () => new AppError('conversation_gone', 'Conversation not found.'),
  },
};

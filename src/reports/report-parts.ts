/** Colour is never the only carrier: the word and the icon say the same. */
export interface Headline {
  tone: 'attention' | 'warning' | 'good' | 'accent' | 'neutral';
  /** One glyph, such as a coloured circle. */
  icon: string;
  /** State word: Firing, Resolved, Diagnosis, Problem … */
  word: string;
  text: string;
}

export interface ReportBase {
  headline: Headline;
  /** Whole report in one or two plain sentences: fallback text, notification, screen reader. */
  spoken: string;
  /** At most four; the rest sits in `more`. */
  actions: Action[];
  more: Action[];
}

export type Action = CommandAction | LinkAction;

/** A button that comes back to us as `{verb, parameters}`. */
export interface CommandAction {
  kind: 'command';
  /** The answer is this card anew and takes its place; without it the answer comes below. */
  inPlace?: boolean;
  title: string;
  /** What it acts on, for a screen reader: "Investigate device-42 on contoso-hub again". */
  tooltip: string;
  verb: string;
  parameters: Record<string, unknown>;
}

export interface LinkAction {
  kind: 'link';
  title: string;
  tooltip: string;
  url: string;
}

/** The cause in one sentence, with how sure that is and why; or why it cannot be known. */
export interface Verdict {
  cause: string;
  text: string;
  confidence: 'high' | 'medium' | 'low';
  confidenceReason: string;
  /** Present when only a part of the rows came back: why, what that means, and what to try. */
  caveat?: string;
}

export interface Fact {
  label: string;
  /** Plain UTC where it holds a time. */
  value: string;
}

/** A point in time that a channel shows in the reader's own zone. */
export interface Moment {
  label: string;
  at: string;
}

/** A decoded error code as it is shown: never a bare number. */
export interface DecodedCode {
  /** Six digits, or empty where the error has only a name. */
  code: string;
  name: string;
  meaning: string;
  /** How often it was seen; absent where nothing was counted. */
  count?: number;
  cause: string;
  resolution: string[];
  /** Whether it usually clears by itself: "usually clears by itself", "needs a change", "depends". */
  lasting: string;
  url: string;
}

export interface Step {
  text: string;
  /** How to do it, a command to paste, or a place in the portal. */
  detail?: string;
  command?: string;
  url?: string;
}

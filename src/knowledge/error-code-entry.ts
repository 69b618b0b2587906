/** What the knowledge base says of one IoT Hub error. */
export interface ErrorCodeEntry {
  /** Six digits, or empty for errors that have only a name. */
  code: string;
  name: string;
  /** Other codes and names by which the same error is met. */
  aliases: string[];
  /** A few plain words, such as "connection closed by the device or the network". */
  meaning: string;
  symptom: string;
  cause: string;
  /** First things first. */
  resolution: string[];
  transient: 'yes' | 'no' | 'depends';
  url: string;
  /** Documents the claims come from. */
  sources: string[];
  /** Of a message that a device prints, and of a refusal that names its reason. */
  evidence?: MessageEvidence;
  /** How often a pasted text names it; absent where nothing was counted. */
  count?: number;
}

/** What a message is evidence of. Sentences. */
export interface MessageEvidence {
  /** Whose words they are, such as "Java SDK". */
  saidBy: string;
  proves: string;
  /** What must not be concluded. */
  provesNot: string;
  /** Codes that the hub may have logged for it. */
  related: string[];
}

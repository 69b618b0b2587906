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
}

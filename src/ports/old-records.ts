/** What the store still holds of things that are over. */
export interface OldRecords {
  /**
   * Removes at most `limit` records of each kind that ended before that time: finished deliveries;
   * resolved incidents that no delivery has touched since, with their cards; refused requests and
   * their notices; and, sixteen days later than these, what a conversation settled or asked last.
   * What is not finished stays, however old. Gives how many were removed. Each portion is one atomic
   * step.
   */
  removeBefore(before: Date, limit: number): Promise<number>;
}

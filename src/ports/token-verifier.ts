/** Which of Azure's services a token has to be from. */
export type TokenSender = 'action groups' | 'Event Grid';

/** Tells whether a token of Entra was made for us and by whom. Nothing of a token is ever logged. */
export interface TokenVerifier {
  /**
   * Resolves when the token proves that its bearer is `sender`. Throws AppError `token_refused`,
   * which says in words what kind of thing is wrong and repeats nothing of the token, or the
   * retryable `token_keys_unavailable` when that cannot be told for now.
   */
  verify(token: string, sender: TokenSender): Promise<void>;
}

export interface Closers {
  /** Hands the thing through, and remembers to close it. */
  add<T extends { close(): unknown }>(opened: T): T;
  /** Last opened, first closed. */
  closeAll(): Promise<void>;
}

/** What was opened so far, so that a start that fails midway leaves nothing behind. */
export function createClosers(): Closers {
  const opened: { close(): unknown }[] = [];
  return {
    add(one) {
      opened.push(one);
      return one;
    },
    async closeAll() {
      for (let last = opened.pop(); last !== undefined; last = opened.pop()) await last.close();
    },
  };
}

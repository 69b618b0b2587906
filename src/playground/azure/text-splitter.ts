/** Turns pieces of text into whole JSON texts. `end` says that no more will come. */
export interface TextSplitter {
  push(text: string): void;
  end(): void;
}

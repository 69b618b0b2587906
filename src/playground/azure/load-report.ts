/** What was read at start. */
export interface LoadReport {
  rows: number;
  files: number;
  /** Names of the hubs that the rows and twins belong to, in lower case. */
  hubs: string[];
  /** Every piece that could not be used, up to 1,000 of them. */
  bad: BadPiece[];
  /** How many there were, also beyond the listed ones. */
  badCount: number;
}

interface BadPiece {
  /** Relative to the data folder. */
  file: string;
  /** Counts from 1; 0 when the whole file or folder is meant. */
  line: number;
  reason: string;
}

export interface BadPieces {
  add(piece: BadPiece): void;
  readonly list: BadPiece[];
  readonly count: number;
}

/** A wrong file of a million lines must not fill the memory with its own complaints. */
export function createBadPieces(): BadPieces {
  const list: BadPiece[] = [];
  let count = 0;
  return {
    add(piece) {
      count += 1;
      if (list.length < listedAtMost) list.push(piece);
    },
    list,
    get count() {
      return count;
    },
  };
}

const listedAtMost = 1000;

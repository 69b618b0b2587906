/** Numbers distinct tuples of 32-bit integers from 0, in the order in which they first come. */
export interface TupleIndex {
  /** What `find` looks for; the caller fills it. */
  readonly current: Int32Array;
  /** The number of the current tuple; equal to the former `size` if it is new. */
  find(): number;
  size(): number;
}

/** A hash table in typed arrays: nothing for the garbage collector, whatever the number of tuples. */
export function createTupleIndex(width: number): TupleIndex {
  const current = new Int32Array(width);
  let tuples = new Int32Array(width * 64);
  // Each slot is the hash of a tuple and its number plus one; zero is a free slot.
  let slots = new Int32Array(2 * 128);
  let size = 0;

  function find(): number {
    const hash = hashOf(current);
    const mask = slots.length / 2 - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const tuple = (slots[2 * slot + 1] as number) - 1;
      if (tuple < 0) return add(slot, hash);
      if (slots[2 * slot] === hash && isCurrent(tuple)) return tuple;
    }
  }

  function isCurrent(tuple: number): boolean {
    for (let index = 0; index < width; index++) {
      if (tuples[tuple * width + index] !== current[index]) return false;
    }
    return true;
  }

  function add(slot: number, hash: number): number {
    if ((size + 1) * width > tuples.length) {
      const larger = new Int32Array(tuples.length * 2);
      larger.set(tuples);
      tuples = larger;
    }
    tuples.set(current, size * width);
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = size + 1;
    size++;
    if (size * 4 > slots.length) grow();
    return size - 1;
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    const mask = slots.length / 2 - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = (old[from] as number) & mask;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = old[from] as number;
      slots[2 * slot + 1] = old[from + 1] as number;
    }
  }

  return { current, find, size: () => size };
}

function hashOf(tuple: Int32Array): number {
  let hash = 0;
  for (let index = 0; index < tuple.length; index++) {
    hash = Math.imul(hash ^ (tuple[index] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

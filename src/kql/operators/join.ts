import { visible } from '../compiler/scope';
import type { Evaluate, Plan } from '../compiler/types';
import { emptyOf } from '../functions/define';
import { columnsOf, part } from '../parser/syntax';
import type { KqlColumn } from '../types';
import { createGroupIndex } from '../values/group-index';
import type { Row, Value } from '../values/value';
import { type JoinKeys, readJoinKeys } from './join-keys';
import { inputOf, type OperatorUse, readParameters } from './operator';

/**
 * `join`: the right side is kept in memory, the left side passes by. Rows come in the order of the
 * left side, then of the right; right rows without a partner come last. Null keys meet nothing.
 */
export function compileJoin(use: OperatorUse): Plan {
  const written = readParameters(use, ['kind']).get('kind') ?? 'innerunique';
  const shape = shapes[written];
  if (!shape) throw use.compiler.refuse(`The join kind '${written}'`, use.node);
  const left = inputOf(use);
  const right = use.compiler.table(part(use.node, 'Expression'), use.names);
  const keys = readJoinKeys(part(use.node, 'ConditionClause'), left, right, use);
  return joinPlan(columnsOf(use.node), shape, { left, right, keys });
}

/** `lookup`: as `join`, without the right side's key columns in the result. */
export function compileLookup(use: OperatorUse): Plan {
  const written = readParameters(use, ['kind']).get('kind') ?? 'leftouter';
  const shape = written === 'leftouter' || written === 'inner' ? shapes[written] : undefined;
  if (!shape) throw use.compiler.refuse(`The lookup kind '${written}'`, use.node);
  const left = inputOf(use);
  const right = use.compiler.table(part(use.node, 'Expression'), use.names);
  const keys = readJoinKeys(part(use.node, 'LookupClause'), left, right, use);
  const rest = visible(right.columns).flatMap((_, index) =>
    keys.rightColumns.has(index) ? [] : [index],
  );
  return joinPlan(columnsOf(use.node), shape, { left, right, keys, rightCells: rest });
}

interface JoinShape {
  /** Which sides' columns the result has. */
  result: 'both' | 'left' | 'right';
  /** Only the first left row of each key counts. */
  unique?: boolean;
  /** Rows that have a partner are part of the result. */
  matched: boolean;
  loneLeft: boolean;
  loneRight: boolean;
}

const both = { result: 'both', matched: true, loneLeft: false, loneRight: false } as const;
const leftAnti: JoinShape = { result: 'left', matched: false, loneLeft: true, loneRight: false };
const rightAnti: JoinShape = { result: 'right', matched: false, loneLeft: false, loneRight: true };

const shapes: Record<string, JoinShape | undefined> = {
  innerunique: { ...both, unique: true },
  inner: both,
  leftouter: { ...both, loneLeft: true },
  rightouter: { ...both, loneRight: true },
  fullouter: { ...both, loneLeft: true, loneRight: true },
  leftsemi: { result: 'left', matched: true, loneLeft: false, loneRight: false },
  rightsemi: { result: 'right', matched: true, loneLeft: false, loneRight: false },
  leftanti: leftAnti,
  leftantisemi: leftAnti,
  anti: leftAnti,
  rightanti: rightAnti,
  rightantisemi: rightAnti,
};

interface Sides {
  left: Plan;
  right: Plan;
  keys: JoinKeys;
  /** The cells of a right row that the result has; all of them if absent. */
  rightCells?: number[];
}

function joinPlan(columns: KqlColumn[], shape: JoinShape, sides: Sides): Plan {
  const run = shape.result === 'right' ? runRight : runLeft;
  return { columns, serialized: false, run: (sink) => run(shape, sides, sink) };
}

type Push = (row: Row) => boolean;

function runLeft(shape: JoinShape, sides: Sides, sink: Push): void {
  const { left, right, keys } = sides;
  const table = hashRows(right, keys.right);
  const cells = sides.rightCells ?? visible(right.columns).map((_, index) => index);
  const width = visible(left.columns).length;
  const emptyRight = cells.map((cell) => emptyOf(right.columns[cell]?.type ?? 'dynamic'));
  const pick = (row: Row) => cells.map((cell) => row[cell] as Value);
  const seen = new Set<Row[]>();
  let more = true;

  function passLeft(row: Row): boolean {
    const own = row.slice(0, width);
    const partners = table.find(row, keys.left);
    if (!partners) return shape.loneLeft ? sink(alone(own)) : true;
    const again = seen.has(partners);
    seen.add(partners);
    if (!shape.matched || (shape.unique && again)) return true;
    if (shape.result === 'left') return sink(own);
    return partners.every((partner) => sink([...own, ...pick(partner)]));
  }

  function alone(own: Row): Row {
    return shape.result === 'both' ? [...own, ...emptyRight] : own;
  }

  left.run((row) => {
    more = passLeft(row);
    return more;
  });
  if (!shape.loneRight || !more) return;
  const emptyLeft = left.columns.slice(0, width).map((column) => emptyOf(column.type));
  for (const { row, bucket } of table.rows) {
    const hadPartner = bucket !== undefined && seen.has(bucket);
    if (!hadPartner && !sink([...emptyLeft, ...pick(row)])) return;
  }
}

/** The right rows that have a left partner, or those that have none. */
function runRight(shape: JoinShape, { left, right, keys }: Sides, sink: Push): void {
  const table = hashRows(left, keys.left);
  const width = visible(right.columns).length;
  right.run((row) => {
    const hasPartner = table.find(row, keys.right) !== undefined;
    return hasPartner === shape.matched ? sink(row.slice(0, width)) : true;
  });
}

interface HashedRows {
  rows: { row: Row; bucket: Row[] | undefined }[];
  find(row: Row, keys: Evaluate[]): Row[] | undefined;
}

function hashRows(input: Plan, keys: Evaluate[]): HashedRows {
  const index = createGroupIndex(keys.length);
  const buckets: Row[][] = [];
  const rows: HashedRows['rows'] = [];
  input.run((row) => {
    const values = keys.map((key) => key(row));
    const bucket = values.includes(null) ? undefined : addTo(buckets, index.find(values));
    bucket?.push(row);
    rows.push({ row, bucket });
    return true;
  });
  return {
    rows,
    find(row, otherKeys) {
      const values = otherKeys.map((key) => key(row));
      return values.includes(null) ? undefined : buckets[index.find(values)];
    },
  };
}

function addTo(buckets: Row[][], group: number): Row[] {
  const bucket = buckets[group] ?? [];
  buckets[group] = bucket;
  return bucket;
}

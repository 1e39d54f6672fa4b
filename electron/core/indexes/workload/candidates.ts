/**
 * Which indexes might help one use of a table: equality first, then a range or an order; alone and together, covering
 * what else is needed, for constants only in part. More than will be kept: the planner decides (evaluate.ts).
 */
import { quoteIdent } from '../../sql/quote';
import { type IndexSpec, specKey } from './indexSpec';
import type { Abilities, ColumnFacts, ExistingIndex } from './tableFacts.sql';
import type { SortKey, TableUse } from './tableUse';

const MOST_KEYS = 4;
const MOST_INCLUDED = 5;
/** Wider entries make an index that is a second table. */
const MOST_INCLUDED_BYTES = 80;

export function candidatesFor(use: TableUse, abilities: Abilities): readonly IndexSpec[] {
  if (use.table.isPartition) return [];
  const plain = orderings(use).map((keys) => toSpec(use, keys));
  const all = [
    ...plain,
    ...plain.flatMap((spec) => covering(use, spec)),
    ...partial(use, plain),
    ...expressions(use),
    ...inverted(use),
    ...patterns(use, abilities),
  ];
  const fits = all.filter((spec) => isNew(spec) && !holdsLong(spec));
  return [...new Map(fits.map((spec) => [specKey(spec), spec])).values()];
}

/** An entry of a B-tree has 2704 bytes at most: https://www.postgresql.org/docs/18/btree.html */
function holdsLong({ table, method, columns, include }: IndexSpec): boolean {
  return method === 'btree' && [...columns, ...include].some((name) => factsOf(table.columns, name)?.isLong);
}

/** An index that begins with the same keys serves as well, if not as fast; of one row the table is read but once. */
function isNew({ table, method, keys, include, where }: IndexSpec): boolean {
  if (method !== 'btree' || where !== null) return true;
  if (include.length > 0) return !table.indexes.some((existing) => isKeyOf(existing, keys));
  return !table.indexes.some((existing) => keys.every((key, index) => existing.keys[index] === key));
}

function isKeyOf({ isUnique, keys: own }: ExistingIndex, keys: readonly string[]): boolean {
  return isUnique && own.length > 0 && own.every((key, index) => keys[index] === key);
}

type Keys = readonly SortKey[];

function orderings(use: TableUse): readonly Keys[] {
  const equal = bySelectivity(use, use.equal);
  const join = bySelectivity(use, use.join);
  const range = [...use.range].map(up);
  const single = [...equal, ...join, ...range, ...[...use.either].map(up)].map((key) => [key]);
  const tails = [...range.map((key) => [key]), ...use.orders];
  const heads = [
    equal,
    ...join.map((key) => [...equal, key]),
    ...join.map((key) => [key, ...equal]),
    [...equal, ...join],
  ];
  const pairs = equal.length > 2 ? equal.flatMap((a) => equal.filter((b) => b !== a).map((b) => [a, b])) : [];
  return [
    ...single,
    ...heads,
    ...pairs,
    ...use.orders,
    ...[[], ...heads].flatMap((head) => tails.map((tail) => [...head, ...tail])),
    ...use.orders.flatMap((order) => range.map((key) => [...order, key])),
  ].flatMap((keys) => {
    const distinct = keys.filter(
      ({ column }, index) => keys.findIndex((key) => key.column === column) === index,
    );
    return distinct.length > 0 && distinct.length <= MOST_KEYS ? [distinct] : [];
  });
}

function up(column: string): SortKey {
  return { column, direction: '' };
}

/** The one with most values first, so that the index serves without the others, too. */
function bySelectivity({ table }: TableUse, columns: ReadonlySet<string>): readonly SortKey[] {
  const values = (name: string) => distinctOf(factsOf(table.columns, name), table.tuples);
  return [...columns].sort((a, b) => values(b) - values(a)).map(up);
}

function distinctOf(facts: ColumnFacts | undefined, tuples: number): number {
  if (!facts) return 0;
  return facts.distinct < 0 ? -facts.distinct * Math.max(1, tuples) : facts.distinct;
}

function factsOf(columns: readonly ColumnFacts[], name: string): ColumnFacts | undefined {
  return columns.find((each) => each.name === name);
}

function toSpec({ table }: TableUse, keys: Keys): IndexSpec {
  return {
    table,
    method: 'btree',
    keys: keys.map(({ column, direction }) => quoteIdent(column) + direction),
    columns: keys.map(({ column }) => column),
    include: [],
    where: null,
  };
}

/** Where all that the statement needs of the table would stand in the index. */
function covering(use: TableUse, spec: IndexSpec): readonly IndexSpec[] {
  if (use.needsAll) return [];
  const include = [...use.needed].filter((column) => !spec.columns.includes(column));
  const facts = include.map((column) => factsOf(use.table.columns, column));
  const bytes = facts.reduce((sum, each) => sum + (each?.bytes ?? 0), 0);
  const fits = include.length > 0 && include.length <= MOST_INCLUDED && bytes <= MOST_INCLUDED_BYTES;
  return fits ? [{ ...spec, include }] : [];
}

function partial(use: TableUse, plain: readonly IndexSpec[]): readonly IndexSpec[] {
  return [...use.constants.values()].flatMap(({ column, sql }) => {
    const without = plain.flatMap((spec) => {
      const keys = spec.keys.filter((_, index) => spec.columns[index] !== column);
      const columns = [...spec.columns.filter((each) => each !== column)];
      return keys.length === 0 || keys.length > 2
        ? []
        : [{ ...spec, keys, columns: [...columns, column], where: sql }];
    });
    const itself = { ...toSpec(use, [up(column)]), where: sql };
    return [...without, itself];
  });
}

function expressions(use: TableUse): readonly IndexSpec[] {
  const empty = toSpec(use, []);
  const [equal] = bySelectivity(use, use.equal);
  return [...use.expressions].flatMap((sql) => [
    { ...empty, keys: [sql] },
    ...(equal ? [{ ...empty, keys: [quoteIdent(equal.column), sql], columns: [equal.column] }] : []),
  ]);
}

function inverted(use: TableUse): readonly IndexSpec[] {
  return [...use.contained].map((key) => ({ ...toSpec(use, []), method: 'gin', keys: [key] }));
}

function patterns(use: TableUse, { trigramSchema, isCollatedC }: Abilities): readonly IndexSpec[] {
  return [...use.patterns].flatMap(([column, kind]) => {
    const name = quoteIdent(column);
    const empty = { ...toSpec(use, []), columns: [column] };
    const prefix = { ...empty, keys: [isCollatedC ? name : `${name} text_pattern_ops`] };
    const operators = trigramSchema === null ? null : `${quoteIdent(trigramSchema)}.gin_trgm_ops`;
    const anywhere = { ...empty, method: 'gin' as const, keys: [`${name} ${operators}`] };
    return [
      ...(kind === 'anywhere' ? [] : [prefix]),
      ...(operators === null || kind === 'prefix' ? [] : [anywhere]),
    ];
  });
}

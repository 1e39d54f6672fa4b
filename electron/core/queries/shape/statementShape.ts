/**
 * What a statement is like, as far as the findings ask: by PostgreSQL's own parser, of its normalised text. Knows
 * nothing of tables but the names that the text has. Start at `readShape`.
 */
import { parse } from 'libpg-query';
import { readConditions } from './conditions';
import { asNode, columnOf, listOf, type Node, namesOf, textOf } from './node';
import { gatherRelations, type RelationRef, relationOf } from './relations';

export interface StatementShape {
  readonly kind: 'select' | 'insert' | 'update' | 'delete';
  /** All that it names anywhere, but for what WITH defines. */
  readonly relations: readonly RelationRef[];
  /** The only one that it reads from, or the one that it changes. */
  readonly table: RelationRef | null;
  /** Columns that WHERE compares with one value each. */
  readonly keyColumns: readonly string[];
  /** WHERE asks for more than that and for IS NULL. */
  readonly hasOtherConditions: boolean;
  readonly hasWhere: boolean;
  /** SELECT: the columns it answers with, where they are no more than columns; `*` for all. */
  readonly columns: readonly string[];
  /** SELECT: nothing but count(…), of all rows that it finds. */
  readonly isCount: boolean;
  readonly isGrouped: boolean;
  readonly hasOffset: boolean;
  /** FOR UPDATE and its like: what it does where a row is locked. */
  readonly lock: 'waits' | 'nowait' | 'skip-locked' | null;
  /** INSERT … VALUES. */
  readonly insertedRows: number | null;
  /** UPDATE … SET. */
  readonly setColumns: readonly string[];
}

/** null: several statements, or none of these, or what the parser refuses, such as a text that was cut. */
export async function readShape(text: string): Promise<StatementShape | null> {
  const parsed = await parse(text).catch(() => null);
  const [first, ...others] = parsed?.stmts ?? [];
  if (!first || others.length > 0) return null;
  const [kind = '', root] = Object.entries(asNode(first.stmt))[0] ?? [];
  const read = READERS[kind];
  return read ? read(asNode(root)) : null;
}

type Reader = (node: Node) => StatementShape;

const READERS: Readonly<Record<string, Reader>> = {
  SelectStmt: readSelect,
  InsertStmt: (node) => ({
    ...readBase('insert', node),
    table: relationOf(node.relation),
    insertedRows: countValues(node),
  }),
  UpdateStmt: (node) => ({
    ...readBase('update', node),
    table: relationOf(node.relation),
    setColumns: listOf(node.targetList).flatMap((each) => textOf(asNode(each.ResTarget).name) ?? []),
  }),
  DeleteStmt: (node) => ({ ...readBase('delete', node), table: relationOf(node.relation) }),
};

function readBase(kind: StatementShape['kind'], node: Node): StatementShape {
  return {
    kind,
    relations: gatherRelations(node),
    table: null,
    ...readConditions(node.whereClause),
    columns: [],
    isCount: false,
    isGrouped: false,
    hasOffset: false,
    lock: null,
    insertedRows: null,
    setColumns: [],
  };
}

function readSelect(node: Node): StatementShape {
  const [from, ...others] = listOf(node.fromClause);
  const targets = listOf(node.targetList).map(({ ResTarget }) => asNode(asNode(ResTarget).val));
  const isGrouped = listOf(node.groupClause).length > 0;
  return {
    ...readBase('select', node),
    table: from && others.length === 0 && 'RangeVar' in from ? relationOf(from.RangeVar) : null,
    columns: targets.every((each) => 'ColumnRef' in each) ? targets.map((each) => columnOf(each) ?? '*') : [],
    isCount: targets.length === 1 && !isGrouped && targets.every(isCountCall),
    isGrouped,
    hasOffset: node.limitOffset !== undefined,
    lock: readLock(node),
  };
}

function isCountCall({ FuncCall }: Node): boolean {
  return namesOf(asNode(FuncCall).funcname).at(-1) === 'count';
}

function readLock({ lockingClause }: Node): StatementShape['lock'] {
  const policies = listOf(lockingClause).map((each) => asNode(each.LockingClause).waitPolicy);
  if (policies.length === 0) return null;
  if (policies.includes('LockWaitBlock')) return 'waits';
  return policies.includes('LockWaitSkip') ? 'skip-locked' : 'nowait';
}

function countValues(node: Node): number | null {
  const values = listOf(asNode(asNode(node.selectStmt).SelectStmt).valuesLists);
  return values.length === 0 ? null : values.length;
}

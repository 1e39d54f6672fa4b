/** Statements as the planner and the search for candidates need them. */
import { parse } from 'libpg-query';
import type { Session } from '../../connection/session';
import { toErrorInfo } from '../../errors';
import { type Plannable, readPlannable } from '../explain/plannable';
import { candidatesFor } from './candidates';
import { type IndexSpec, leadOf } from './indexSpec';
import { type Relations, readUses } from './readUses';
import { fetchAbilities, fetchTables, fetchViews } from './tableFacts.sql';
import type { TableUse } from './tableUse';
import { type Fields, fieldsOf, textOf } from './tree';
import type { NotPlanned, WeighedStatement } from './workloadInput';

export interface ReadStatement {
  readonly statement: WeighedStatement;
  readonly plannable: Plannable;
  readonly uses: readonly TableUse[];
  readonly candidates: readonly IndexSpec[];
  /** Of the candidates: an index that begins otherwise is of no use to it. */
  readonly leads: ReadonlySet<string>;
}

export interface ReadWorkload {
  readonly read: readonly ReadStatement[];
  readonly notPlanned: readonly NotPlanned[];
}

export async function readWorkload(
  session: Session,
  statements: readonly WeighedStatement[],
): Promise<ReadWorkload> {
  const parsed = await Promise.all(statements.map(parseStatement));
  const notPlanned = parsed.flatMap((each) => ('reason' in each ? [each] : []));
  const plannable = parsed.flatMap((each) => ('plannable' in each ? [each] : []));
  const relations = await fetchRelations(
    session,
    plannable.map(({ plannable }) => plannable.tree),
  );
  const abilities = await fetchAbilities(session);
  const read = plannable.map((each) => {
    const uses = readUses(each.plannable.tree, relations);
    const candidates = uses.flatMap((use) => candidatesFor(use, abilities));
    return { ...each, uses, candidates, leads: new Set(candidates.map(leadOf)) };
  });
  return { read, notPlanned };
}

type Parsed = Pick<ReadStatement, 'statement' | 'plannable'>;

async function parseStatement(statement: WeighedStatement): Promise<Parsed | NotPlanned> {
  try {
    return { statement, plannable: await readPlannable(statement.text) };
  } catch (error) {
    return { queryId: statement.queryId, text: statement.text, reason: toErrorInfo(error).message };
  }
}

async function fetchRelations(session: Session, trees: readonly unknown[]): Promise<Relations> {
  const views = await Promise.all(
    (await fetchViews(session)).map(async (view) => ({ ...view, query: await parseQuery(view.definition) })),
  );
  const names = [...trees, ...views.map(({ query }) => query)].flatMap(relationNames);
  const tables = await fetchTables(session, [...new Set(names)]);
  return {
    table: (schema, name) => find(tables, schema, name) ?? null,
    view: (schema, name) => find(views, schema, name)?.query ?? null,
  };
}

interface Named {
  readonly schema: string;
  readonly name: string;
  readonly isVisible: boolean;
}

function find<T extends Named>(all: readonly T[], schema: string | null, name: string): T | undefined {
  return all.find(
    (each) => each.name === name && (schema === null ? each.isVisible : each.schema === schema),
  );
}

async function parseQuery(sql: string): Promise<Fields | null> {
  const parsed = await parse(sql).catch(() => null);
  return parsed ? fieldsOf(fieldsOf(parsed.stmts?.[0]?.stmt).SelectStmt) : null;
}

function relationNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(relationNames);
  const fields = fieldsOf(value);
  const own = textOf(fields.relname);
  return [...(own === null ? [] : [own]), ...Object.values(fields).flatMap(relationNames)];
}

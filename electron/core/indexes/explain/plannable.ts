/** A statement as the planner can take it alone: one, with its parameters where it was normalised. */
import { parse } from 'libpg-query';
import { badInput } from '../../errors';

export interface Plannable {
  readonly sql: string;
  /** It has $1 in the place of values: a plan for whatever they are. */
  readonly isGeneric: boolean;
  /** The parser's tree of it. */
  readonly tree: unknown;
}

/** Of statements that have a plan. */
export const KINDS: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
]);

/** Throws bad-input for what has no plan, or is several statements. */
export async function readPlannable(text: string): Promise<Plannable> {
  const sql = mendNormalised(text).trim().replace(/;\s*$/, '');
  const parsed = await parse(sql).catch((error) => {
    throw badInput(`That is no SQL that PostgreSQL understands: ${messageOf(error)}.`, undefined, 'sql');
  });
  const [first, ...more] = parsed.stmts ?? [];
  const tree: unknown = first?.stmt;
  const [kind = ''] = Object.keys(first?.stmt ?? {});
  if (more.length > 0 || !KINDS.has(kind)) {
    throw badInput(
      'Only one SELECT, INSERT, UPDATE, DELETE or MERGE has a plan to show.',
      'Leave out EXPLAIN and everything else.',
      'sql',
    );
  }
  return { sql, isGeneric: /\$\d/.test(sql) && JSON.stringify(tree).includes('"ParamRef"'), tree };
}

/** How many it has: the highest of their numbers. */
export function parametersOf({ tree }: Plannable): number {
  const numbers = [...JSON.stringify(tree).matchAll(/"ParamRef":\{"number":(\d+)/g)].map(([, n]) =>
    Number(n),
  );
  return Math.max(0, ...numbers);
}

/**
 * pg_stat_statements puts $1 where a constant was, though the grammar wants a literal after the name of a type:
 * https://www.postgresql.org/docs/18/pgstatstatements.html
 */
export function mendNormalised(text: string): string {
  return text
    .replace(/\b(interval|date|timestamptz|timestamp|time|timetz)\s+(\$\d+)/gi, '$2::$1')
    .replace(/\bextract\s*\(\s*\$\d+\s+from\b/gi, 'extract(epoch from');
}

/** Asks for the statement as it is, or else with types for its parameters; throws why it was refused as it is. */
export async function askWithTypes<T>(
  plannable: Plannable,
  ask: (plannable: Plannable) => Promise<T>,
): Promise<T> {
  try {
    return await ask(plannable);
  } catch (error) {
    for (const sql of plannable.isGeneric ? withTypes(plannable.sql) : []) {
      const answer = await ask({ ...plannable, sql }).catch(() => null);
      if (answer !== null) return answer;
    }
    throw error;
  }
}

/** For those that a planner can't find one for: beside a plus or a minus it was most often a number, of days for example. */
function withTypes(sql: string): readonly string[] {
  const typed = (type: string) => sql.replace(/([+-]\s*)(\$\d+)(?!\d|::)/g, `$1$2::${type}`);
  return [typed('int'), typed('interval')].filter((each) => each !== sql);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

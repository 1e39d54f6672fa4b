/**
 * SQL as psql must read it to send what was captured. psql puts variables in place of :name, :'name', :"name" and
 * :{?name} wherever that stands outside of quotes and comments, such as in an array's slice [1:HOST]:
 * https://www.postgresql.org/docs/18/app-psql.html#APP-PSQL-INTERPOLATION
 */
import { loadModule, parse, scanSync } from 'libpg-query';
import { CoreError } from '../../errors';

const COLON = 58;
const TAKES_VARIABLE = /:["'{\w\u0080-\uffff]/;
const PREPARABLE = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** With a space behind each colon that psql would take for a variable's; to PostgreSQL it is the same. */
export async function shieldColons(sql: string): Promise<string> {
  if (!TAKES_VARIABLE.test(sql)) return sql;
  await loadModule();
  const bytes = Buffer.from(sql, 'utf8');
  const parts: Buffer[] = [];
  let from = 0;
  for (const { tokenType, end } of scan(sql)) {
    if (tokenType !== COLON || !TAKES_VARIABLE.test(bytes.subarray(end - 1, end + 4).toString('utf8')))
      continue;
    parts.push(bytes.subarray(from, end), Buffer.from(' '));
    from = end;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]).toString('utf8');
}

/** A statement that ends for psql where it ends. */
export function terminated(sql: string): string {
  const lastLine = sql.slice(sql.lastIndexOf('\n') + 1);
  // It may end with a comment, which would take the semicolon along.
  return lastLine.includes('--') ? `${sql}\n;` : `${sql};`;
}

/** As one message to the server, and so in one transaction, as it was when it was captured. */
export function together(statements: readonly string[]): string {
  return terminated(
    statements.map((sql) => (terminated(sql).endsWith('\n;') ? `${sql}\n` : sql)).join('\\;\n'),
  );
}

export interface Bound {
  readonly sql: string;
  /** As literals. */
  readonly values: readonly string[];
}

/** A statement with bind parameters, in plain SQL. */
export async function prepared({ sql, values }: Bound, number: number, revision: string): Promise<string> {
  await refuseUnpreparable(sql, revision);
  const name = `lockstep_${number}`;
  const execute = `EXECUTE ${name}(${values.join(', ')});`;
  return `PREPARE ${name} AS\n${terminated(await shieldColons(sql))}\n${execute}\nDEALLOCATE ${name};`;
}

async function refuseUnpreparable(sql: string, revision: string): Promise<void> {
  const { stmts = [] } = await parse(sql);
  const kind = Object.keys(stmts[0]?.stmt ?? {})[0] ?? '';
  if (PREPARABLE.has(kind)) return;
  throw new CoreError({
    kind: 'code-failed',
    message: `${revision} sends a statement with bind parameters that psql has no way to write: ${sql.slice(0, 500)}`,
    hint: 'Put the values into its text as literals (sequelize.escape), or run this revision with upgrade.',
  });
}

function scan(sql: string) {
  try {
    return scanSync(sql).tokens;
  } catch {
    // Not for PostgreSQL's own lexer to read: psql's would be no wiser.
    return [];
  }
}

/** Indexes that are tried: really made on the twin, without rows, and given the size that they would have. */
import { parse } from 'libpg-query';
import { z } from 'zod';
import type { LockMode } from '../../catalog/write/step';
import { badInput } from '../../errors';
import { quoteIdent } from '../../sql/quote';

export interface Candidate {
  /** As it was written. */
  readonly sql: string;
  /** For the twin: with a name, and not concurrently. */
  readonly twinSql: string;
  readonly schema: string | null;
  readonly table: string;
  readonly name: string;
  readonly isConcurrent: boolean;
  /** What the table is under while it is built. */
  readonly lock: LockMode;
}

const statements = z.object({
  stmts: z.tuple([
    z.object({
      stmt: z.object({
        IndexStmt: z.object({
          idxname: z.string().optional(),
          concurrent: z.boolean().optional(),
          relation: z.object({ schemaname: z.string().optional(), relname: z.string() }),
        }),
      }),
    }),
  ]),
});

/** What may stand between words; a comment within a comment is nothing that anybody writes there. */
const GAP = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)`;
const HEAD = new RegExp(
  `^${GAP}*create${GAP}+(unique${GAP}+)?index(?:${GAP}+concurrently)?(?:${GAP}+if${GAP}+not${GAP}+exists)?(?:${GAP}+|(?="))`,
  'i',
);

/** `number` makes a name where the statement has none. Throws bad-input for anything but one CREATE INDEX. */
export async function parseCandidate(sql: string, number: number): Promise<Candidate> {
  const { data } = statements.safeParse(await parse(sql).catch(() => null));
  const head = HEAD.exec(sql);
  if (!data || !head) {
    throw badInput(`That is not one CREATE INDEX: ${sql}`, 'As in CREATE INDEX ON orders (customer_id).');
  }
  const { idxname, concurrent = false, relation } = data.stmts[0].stmt.IndexStmt;
  const name = idxname ?? `candidate_${number}`;
  const body = sql.slice(head[0].length).trim().replace(/;$/, '');
  return {
    sql,
    twinSql: `CREATE ${head[1] ? 'UNIQUE ' : ''}INDEX ${idxname === undefined ? `${quoteIdent(name)} ` : ''}${body}`,
    schema: relation.schemaname ?? null,
    table: relation.relname,
    name,
    isConcurrent: concurrent,
    lock: concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
  };
}

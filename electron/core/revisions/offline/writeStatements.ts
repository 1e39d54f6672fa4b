/** What a revision has sent, as psql sends it again, and what is to be said of it. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CapturedRevision, CapturedStatement } from './captured';
import { comment } from './comment';
import { refuseInvalidSql } from './guardSql';
import { prepared, shieldColons, terminated, together } from './psqlText';
import { type ReadStatement, readStatements } from './readStatements';
import type { StepContext } from './writeStep';

export interface StatementsBody {
  /** SQL and comments, in order. */
  readonly parts: readonly string[];
  readonly notes: readonly string[];
  /** Its search_path may lead elsewhere than the one that the ledger was found by. */
  readonly movesNames: boolean;
  readonly sets: ReadStatement['sets'];
}

export async function writeStatements(
  { statements, transaction }: CapturedRevision,
  context: StepContext,
): Promise<StatementsBody> {
  const body: Body = {
    parts: [],
    notes: [],
    isOutside: transaction === 'none',
    savepoints: new Map(),
    movesNames: statements.some(({ sql }) => /search_path/i.test(sql)),
    sets: 'nothing',
    count: 0,
  };
  for (const [index, statement] of statements.entries()) {
    await writeStatement(statement, index === statements.length - 1, body, context);
  }
  return body;
}

interface Body {
  readonly parts: string[];
  readonly notes: string[];
  readonly isOutside: boolean;
  /** Sequelize's names of savepoints, and ours. */
  readonly savepoints: Map<string, string>;
  readonly movesNames: boolean;
  sets: ReadStatement['sets'];
  /** Statements prepared so far. */
  count: number;
}

async function writeStatement(
  statement: CapturedStatement,
  isLast: boolean,
  body: Body,
  context: StepContext,
): Promise<void> {
  const { name } = context.file;
  if (statement.error !== null) return leaveOutFailed(statement.sql, statement.error, body, name);
  const read = await readStatements(statement.sql, context.server);
  for (const each of read) takeNotes(each, isLast, body, name);
  const kept = read.filter(({ does }) => does === 'effect');
  for (const { sql } of read.filter(({ does }) => does === 'reads-rows')) {
    body.parts.push(comment('Left out, because it only reads:', sql));
  }
  if (kept.length === 0) return;
  const text = await inPsql(statement, kept, body, name);
  const waitsLong = body.isOutside && kept.some(({ isConcurrent }) => isConcurrent);
  body.parts.push(waitsLong ? withoutLockTimeout(text, context) : text);
  if (body.isOutside) body.parts.push(...kept.flatMap(refuseInvalid));
}

function leaveOutFailed(sql: string, error: string, body: Body, name: string): void {
  body.parts.push(comment(`Left out, because it failed where this was captured (${error}):`, sql));
  addNote(
    body,
    `${name} went on after an error (${error}). Where that statement does not fail, what it does next may differ.`,
  );
}

function refuseInvalid({ buildsConcurrently: index }: ReadStatement): readonly string[] {
  if (!index) return [];
  const { schema, name } = index;
  return [refuseInvalidSql(schema === null ? quoteIdent(name) : quoteQualified(schema, name))];
}

async function inPsql(
  { sql, values }: CapturedStatement,
  kept: readonly ReadStatement[],
  body: Body,
  revision: string,
): Promise<string> {
  if (values.length > 0) return prepared({ sql, values }, ++body.count, revision);
  const statements = await Promise.all(kept.map((each) => shieldColons(withOwnSavepoint(each, body))));
  if (body.isOutside && statements.length > 1) return together(statements);
  return statements.map(terminated).join('\n');
}

const RANDOM_NAME = /^[0-9a-f]{8}-[0-9a-f-]{27}-sp-\d+$/;

/** Sequelize names savepoints at random; a script that is made twice is to be the same. */
function withOwnSavepoint({ sql, savepoint }: ReadStatement, { savepoints }: Body): string {
  if (savepoint === null || !RANDOM_NAME.test(savepoint)) return sql;
  const name = savepoints.get(savepoint) ?? `savepoint_${savepoints.size + 1}`;
  savepoints.set(savepoint, name);
  return sql.replace(quoteIdent(savepoint), quoteIdent(name));
}

/** A concurrent build waits for other transactions by design; cut off, it leaves an INVALID index. */
function withoutLockTimeout(sql: string, { lockTimeoutMs }: StepContext): string {
  return `SET lock_timeout = 0;\n${sql}\nSET lock_timeout = '${lockTimeoutMs}ms';`;
}

function takeNotes(statement: ReadStatement, isLast: boolean, body: Body, name: string): void {
  if (statement.sets === 'role' || (statement.sets === 'settings' && body.sets === 'nothing')) {
    body.sets = statement.sets;
  }
  if (statement.readsFrom.length > 0) {
    addNote(
      body,
      `${name} read rows of ${statement.readsFrom.join(', ')} while it ran here on an empty copy; what it does may depend on them.`,
    );
  }
  if (statement.answers && !isLast) {
    addNote(
      body,
      `${name} was given rows that it had changed (RETURNING), with the values that the copy made for them, such as ids; what it sends afterwards may hold these.`,
    );
  }
}

function addNote({ notes }: Body, note: string): void {
  if (!notes.includes(note)) notes.push(note);
}

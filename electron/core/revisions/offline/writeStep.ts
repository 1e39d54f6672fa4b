/** One revision of a script: its transaction, its timeouts, what it sent, its ledger row. */
import type { RevisionFile } from '../../project/project';
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { Direction } from '../plan';
import type { CapturedRevision, CapturedStatement } from './captured';
import { comment } from './comment';
import { refuseInvalidSql } from './guardSql';
import type { HandOffStep } from './handOff';
import { prepared, shieldColons, terminated, together } from './psqlText';
import { type ReadStatement, readStatements } from './readStatements';
import { ledgerRowSql, type ScriptLedger } from './scriptLedger';
import type { ServerKnowledge } from './serverKnowledge.sql';
import { RESTORE_SETTINGS } from './sessionSettings';

export interface StepContext {
  readonly direction: Direction;
  readonly ledger: ScriptLedger;
  /** The name that the ledger has it by. */
  readonly recordedName: string;
  readonly file: RevisionFile;
  readonly lockTimeoutMs: number;
  readonly server: ServerKnowledge;
}

export interface WrittenStep {
  readonly step: HandOffStep;
  readonly notes: readonly string[];
}

export async function writeStep(revision: CapturedRevision, context: StepContext): Promise<WrittenStep> {
  const { name, transaction } = revision;
  const body: Body = {
    parts: [],
    notes: [],
    isOutside: transaction === 'none',
    savepoints: new Map(),
    sets: 'nothing',
    count: 0,
  };
  for (const [index, statement] of revision.statements.entries()) {
    const isLast = index === revision.statements.length - 1;
    await writeStatement(statement, isLast, body, context);
  }
  const sql = [
    comment(`Revision ${name}, SHA-256 ${context.file.checksum}`),
    ...(transaction === 'own' ? inside(body, context) : outside(body, context)),
    ...(body.sets === 'nothing' ? [] : [RESTORE_SETTINGS]),
  ].join('\n');
  return { step: { name, transaction, sql }, notes: body.notes };
}

interface Body {
  readonly parts: string[];
  readonly notes: string[];
  readonly isOutside: boolean;
  /** Sequelize's names of savepoints, and ours. */
  readonly savepoints: Map<string, string>;
  sets: ReadStatement['sets'];
  /** Statements prepared so far. */
  count: number;
}

function inside(body: Body, context: StepContext): readonly string[] {
  const timeouts = `SET LOCAL lock_timeout = '${context.lockTimeoutMs}ms';\nSET LOCAL statement_timeout = 0;`;
  return ['BEGIN;', timeouts, ...body.parts, ...ownRole(body), rowSql(context), 'COMMIT;'];
}

function outside(body: Body, context: StepContext): readonly string[] {
  const warning = comment(
    'It runs without a transaction: should it fail half-way, what it has done until then stays, without a ledger row. ' +
      'A concurrent index build that fails leaves an INVALID index, to be dropped before the next try.',
  );
  const timeouts = `SET lock_timeout = '${context.lockTimeoutMs}ms';\nSET statement_timeout = 0;`;
  const reset = 'RESET lock_timeout;\nRESET statement_timeout;';
  return [warning, timeouts, ...body.parts, ...ownRole(body), rowSql(context), reset];
}

/** SET ROLE in a revision must not decide who writes the ledger. */
function ownRole({ sets }: Body): readonly string[] {
  return sets === 'role' ? ['RESET SESSION AUTHORIZATION;\nRESET ROLE;'] : [];
}

function rowSql({ direction, ledger, recordedName }: StepContext): string {
  return ledgerRowSql(ledger, direction, recordedName);
}

async function writeStatement(
  statement: CapturedStatement,
  isLast: boolean,
  body: Body,
  context: StepContext,
): Promise<void> {
  const { name } = context.file;
  if (statement.error !== null) {
    body.parts.push(
      comment(`Left out, because it failed where this was captured (${statement.error}):`, statement.sql),
    );
    body.notes.push(
      `${name} went on after an error (${statement.error}). Where that statement does not fail, what it does next may differ.`,
    );
    return;
  }
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
  for (const { buildsConcurrently: index } of kept) {
    if (!index || !body.isOutside) continue;
    const sql = index.schema === null ? quoteIdent(index.name) : quoteQualified(index.schema, index.name);
    body.parts.push(refuseInvalidSql(sql));
  }
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

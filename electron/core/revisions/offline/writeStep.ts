/** One revision of a script: its transaction, its timeouts, what it sent, its ledger row. */
import type { RevisionFile } from '../../project/project';
import type { Direction } from '../plan';
import type { CapturedRevision } from './captured';
import { comment } from './comment';
import type { HandOffStep } from './handOff';
import { ledgerRowSql, type ScriptLedger } from './scriptLedger';
import type { ServerKnowledge } from './serverKnowledge.sql';
import { RESTORE_SETTINGS } from './sessionSettings';
import { type StatementsBody, writeStatements } from './writeStatements';

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
  const body = await writeStatements(revision, context);
  const sql = [
    comment(`Revision ${name}, SHA-256 ${context.file.checksum}`),
    ...(transaction === 'own' ? inside(body, context) : outside(body, context)),
    ...(body.sets === 'nothing' ? [] : [RESTORE_SETTINGS]),
  ].join('\n');
  return { step: { name, transaction, sql }, notes: body.notes };
}

function inside(body: StatementsBody, context: StepContext): readonly string[] {
  const timeouts = `SET LOCAL lock_timeout = '${context.lockTimeoutMs}ms';\nSET LOCAL statement_timeout = 0;`;
  return ['BEGIN;', timeouts, ...body.parts, ...ownRole(body), rowSql(body, context), 'COMMIT;'];
}

function outside(body: StatementsBody, context: StepContext): readonly string[] {
  const warning = comment(
    'It runs without a transaction: should it fail half-way, what it has done until then stays, without a ledger row. ' +
      'A concurrent index build that fails leaves an INVALID index, to be dropped before the next try.',
  );
  const timeouts = `SET lock_timeout = '${context.lockTimeoutMs}ms';\nSET statement_timeout = 0;`;
  const reset = 'RESET lock_timeout;\nRESET statement_timeout;';
  return [warning, timeouts, ...body.parts, ...ownRole(body), rowSql(body, context), reset];
}

/** SET ROLE in a revision must not decide who writes the ledger. */
function ownRole({ sets }: StatementsBody): readonly string[] {
  return sets === 'role' ? ['RESET SESSION AUTHORIZATION;\nRESET ROLE;'] : [];
}

function rowSql({ movesNames }: StatementsBody, { direction, ledger, recordedName }: StepContext): string {
  const row = ledgerRowSql(ledger, direction, recordedName);
  return movesNames && !ledger.isQualified ? `RESET search_path;\n${row}` : row;
}

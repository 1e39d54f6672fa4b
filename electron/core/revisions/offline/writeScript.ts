/** Puts a script together out of its revisions. Pure but for PostgreSQL's parser. */
import { comment } from './comment';
import { type Expected, guardSql, releaseSql } from './guardSql';
import type { HandOffStep } from './handOff';
import type { ScriptLedger } from './scriptLedger';
import { SESSION_SETTINGS } from './sessionSettings';

export interface ScriptParts {
  /** Lines that say what it is. */
  readonly header: readonly string[];
  readonly ledger: ScriptLedger;
  readonly expected: Expected;
  readonly lockTimeoutMs: number;
  readonly steps: readonly HandOffStep[];
}

export function writeScript(parts: ScriptParts): string {
  const header = parts.header.map((line) => comment(line)).join('\n');
  if (parts.steps.length === 0) return `${header}\n${comment('There is nothing to do.')}\n`;
  const sections = [
    header,
    PSQL_SETTINGS,
    SESSION_SETTINGS,
    beginning(parts),
    ...parts.steps.map(({ sql }) => sql),
    releaseSql(parts.ledger),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Whatever the reader's own psqlrc says. */
const PSQL_SETTINGS = ['ON_ERROR_STOP on', 'ON_ERROR_ROLLBACK off', 'AUTOCOMMIT on', 'FETCH_COUNT 0']
  .map((setting) => `\\set ${setting}`)
  .join('\n');

function beginning({ ledger, expected, lockTimeoutMs }: ScriptParts): string {
  return [
    comment('Only for a database in the state that this was captured for'),
    'BEGIN;',
    `SET LOCAL lock_timeout = '${lockTimeoutMs}ms';`,
    guardSql(ledger, expected),
    'COMMIT;',
  ].join('\n');
}

/** What a script does before and after its revisions: refuses a wrong database, and keeps other runs away. */
import { quoteLiteral } from '../../sql/quote';
import type { ScriptLedger } from './scriptLedger';

export interface Expected {
  /** In the ledger, or what the script changes is not what it was captured on. */
  readonly present: readonly string[];
  readonly absent: readonly string[];
  /** Whether the ledger is made where it is not there. */
  readonly makesLedger: boolean;
}

/** Raises unless the ledger holds what it must; takes the run lock for the session; makes the ledger where it may. */
export function guardSql(ledger: ScriptLedger, { present, absent, makesLedger }: Expected): string {
  return doBlock(`DECLARE
  ledger regclass := pg_catalog.to_regclass(${quoteLiteral(ledger.sql)});
  recorded text[] := '{}';
  wrong text;
BEGIN
  IF NOT pg_catalog.pg_try_advisory_lock(${lockKeySql(ledger)}) THEN
    RAISE EXCEPTION 'Somebody else is running revisions on this database. Nothing was run.';
  END IF;
  IF ledger IS NOT NULL THEN
    EXECUTE pg_catalog.format(${quoteLiteral(`SELECT pg_catalog.array_agg(${ledger.columns.name.replaceAll('%', '%%')}::text) FROM %s`)}, ledger) INTO recorded;
  END IF;
  SELECT pg_catalog.string_agg(name, ', ') INTO wrong FROM pg_catalog.unnest(${textArray(present)}) name
    WHERE name <> ALL (coalesce(recorded, '{}'));
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'This script is for another state of the database: % must be in %, and is not. Nothing was run.', wrong, ${quoteLiteral(ledger.sql)}
      USING HINT = 'Make the script again for what is applied here.';
  END IF;
  SELECT pg_catalog.string_agg(name, ', ') INTO wrong FROM pg_catalog.unnest(${textArray(absent)}) name
    WHERE name = ANY (coalesce(recorded, '{}'));
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'This script is for another state of the database: % must not be in %, and is. Nothing was run.', wrong, ${quoteLiteral(ledger.sql)}
      USING HINT = 'Make the script again for what is applied here.';
  END IF;${makesLedger ? makeMissing(ledger) : ''}
END`);
}

/** Not by IF NOT EXISTS alone, which wants the right to create it even where it is there. */
function makeMissing({ makeSql }: ScriptLedger): string {
  return `\n  IF ledger IS NULL THEN\n    ${makeSql}\n  END IF;`;
}

export function releaseSql(ledger: ScriptLedger): string {
  return doBlock(`BEGIN
  PERFORM pg_catalog.pg_advisory_unlock(${lockKeySql(ledger)});
END`);
}

/** A concurrent build that IF NOT EXISTS has skipped may have left its index INVALID before. */
export function refuseInvalidSql(indexSql: string): string {
  return doBlock(`BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index
             WHERE indexrelid = pg_catalog.to_regclass(${quoteLiteral(indexSql)}) AND NOT indisvalid) THEN
    RAISE EXCEPTION 'The index % is INVALID: a concurrent build of it has failed before.', ${quoteLiteral(indexSql)}
      USING HINT = ${quoteLiteral(`DROP INDEX CONCURRENTLY ${indexSql}; and run the rest of this script again.`)};
  END IF;
END`);
}

/** The same lock as that of a run, so that the two keep each other out. */
function lockKeySql({ lockNameSql }: ScriptLedger): string {
  return `pg_catalog.hashtextextended(${lockNameSql}, 0)`;
}

function textArray(names: readonly string[]): string {
  return names.length === 0 ? "'{}'::text[]" : `ARRAY[\n    ${names.map(quoteLiteral).join(',\n    ')}]`;
}

function doBlock(body: string): string {
  let tag = '$lockstep$';
  for (let number = 1; body.includes(tag); number++) tag = `$lockstep${number}$`;
  return `DO ${tag}\n${body}\n${tag};`;
}

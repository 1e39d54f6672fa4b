/**
 * NOT NULL without reading the table under a lock that stops everybody: a check that is validated beside readers and
 * writers proves it, on every version: https://www.postgresql.org/docs/18/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 */
import { quoteIdent } from '../../sql/quote';
import { isProvenNotNull } from '../diff/table/cost';
import { quoted } from '../identity';
import type { Lookup } from '../lookup';
import { type Column, columnOf, type Table } from '../table';
import { type Step, step } from '../write/step';

export interface NotNullSides {
  readonly from: Lookup;
  readonly wanted: Lookup;
  /** Ids of what is made later, too. */
  readonly later: ReadonlySet<string>;
}

export function isNotNullLater(table: Table, column: Column, { from, wanted, later }: NotNullSides): boolean {
  const { isNotNull, notNullIsInvalid, notNullName, identity, name } = column;
  if (!isNotNull || notNullIsInvalid || notNullName !== null || identity !== null) return false;
  const old = from.table(table);
  const before = columnOf(old, name);
  if (!old || !before || before.isNotNull || !isAlone(old, from) || !isAlone(table, wanted)) return false;
  if (typeof table.replicaIdentity !== 'string' && table.replicaIdentity !== old.replicaIdentity)
    return false;
  const key = wanted.constraintsOf(table).find(({ type }) => type === 'primary');
  if (key && key.definition !== definitionOf(key.id, from) && !later.has(key.id)) return false;
  return !isProvenNotNull(table, name, { before: from, after: wanted });
}

function definitionOf(id: string, { get }: Lookup): string | null {
  const found = get(id);
  return found?.kind === 'constraint' ? found.definition : null;
}

/** What it says it says for nobody else, and nobody for it. */
function isAlone(table: Table, { childrenOf }: Lookup): boolean {
  const { parents, partitionedBy, foreign, ofType, lockedBy } = table;
  const isPlain = partitionedBy === null && foreign === null && ofType === null && lockedBy === undefined;
  return isPlain && parents.length === 0 && childrenOf(table).length === 0;
}

const SET_NOT_NULL = / ALTER COLUMN ("(?:[^"]|"")+") SET NOT NULL$/;

export function isProvenLater({ sql, scans }: Step, table: Table, from: Lookup, wanted: Lookup): boolean {
  const old = from.table(table);
  return (
    scans === true &&
    SET_NOT_NULL.test(sql) &&
    old !== undefined &&
    isAlone(old, from) &&
    isAlone(table, wanted)
  );
}

/** Other steps as they are. */
export function notNullSteps(each: Step, table: Table, { constraintsOf }: Lookup): readonly Step[] {
  const column = SET_NOT_NULL.exec(each.sql)?.[1];
  if (column === undefined || !each.scans) return [each];
  const alter = `ALTER TABLE ${quoted(table)}`;
  const check = quoteIdent(freeName(constraintsOf(table).map(({ name }) => name)));
  return [
    // Where it was cut off before, there is one.
    step(
      `${alter} DROP CONSTRAINT IF EXISTS ${check}, ADD CONSTRAINT ${check} CHECK (${column} IS NOT NULL) NOT VALID`,
      'ACCESS EXCLUSIVE',
    ),
    step(`${alter} VALIDATE CONSTRAINT ${check}`, 'SHARE UPDATE EXCLUSIVE', { scans: true }),
    step(each.sql, 'ACCESS EXCLUSIVE'),
    step(`${alter} DROP CONSTRAINT ${check}`, 'ACCESS EXCLUSIVE'),
  ];
}

function freeName(taken: readonly string[]): string {
  const name = (number: number) => `lockstep_not_null${number === 0 ? '' : number}`;
  let number = 0;
  while (taken.includes(name(number))) number++;
  return name(number);
}

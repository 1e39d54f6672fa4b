/** Locks in plain words. */
import { type LockMode, parseLockMode, strengthOf } from '../lockModes';
import type { LockSeen, LockTarget } from '../lockSeen';
import type { RelationRow } from './aside.sql';
import type { LockRow } from './lockRows.sql';

export interface Naming {
  readonly databaseOid: number;
  readonly relations: ReadonlyMap<number, RelationRow>;
  /** By virtual transaction the pid that runs it. */
  readonly virtualPids: ReadonlyMap<string, number>;
}

export function describeTarget(row: LockRow, naming: Naming): LockTarget {
  const relation = relationOf(row, naming);
  const where = relation ? nameOf(relation) : unknownRelation(row, naming);
  const none = { relation, ctid: null, advisoryKey: null, transaction: null };
  switch (row.locktype) {
    case 'relation':
      return { ...none, kind: 'relation', name: where };
    case 'tuple': {
      const ctid = `(${row.page},${row.tuple})`;
      return { ...none, kind: 'row', ctid, name: `row ${ctid} of ${where}` };
    }
    case 'page':
      return { ...none, kind: 'page', name: `page ${row.page} of ${where}` };
    case 'extend':
      return { ...none, kind: 'extension', name: `the end of ${where}` };
    case 'transactionid':
      return {
        ...none,
        kind: 'transaction',
        transaction: row.transactionid,
        name: `transaction ${row.transactionid}`,
      };
    case 'virtualxid': {
      const pid = naming.virtualPids.get(row.virtualxid ?? '');
      return {
        ...none,
        kind: 'virtual-transaction',
        name: pid ? `the transaction of pid ${pid}` : 'a transaction',
      };
    }
    case 'advisory': {
      const advisoryKey = advisoryKeyOf(row);
      return { ...none, kind: 'advisory', advisoryKey, name: `advisory lock ${advisoryKey}` };
    }
    case 'object':
      return { ...none, relation: null, kind: 'object', name: describeObject(row, naming) };
    default:
      return { ...none, kind: 'other', name: row.locktype };
  }
}

/** `forWhat`: the statement's verb, such as ALTER TABLE; `row` the row for which a transaction is waited for. */
export function describeAwaited(
  row: LockRow,
  naming: Naming,
  { forWhat, awaitedRow }: { readonly forWhat: string | null; readonly awaitedRow: string | null },
): LockSeen {
  const mode = modeOf(row);
  const target = describeTarget(row, naming);
  const isEnd = target.kind === 'transaction' || target.kind === 'virtual-transaction';
  const what = isEnd ? `waits for ${target.name} to end` : `wants ${mode} on ${target.name}`;
  const why = [awaitedRow, forWhat].filter((each) => each !== null);
  return { mode, target, text: why.length === 0 ? what : `${what} for ${why.join(', for ')}` };
}

/** Rows that it is next for, then the strongest; a transaction's lock on itself says nothing. */
export function describeHeld(rows: readonly LockRow[], naming: Naming): readonly LockSeen[] {
  const held = new Map<string, LockSeen>();
  for (const row of rows) {
    if (row.locktype === 'transactionid' || row.locktype === 'virtualxid') continue;
    const mode = modeOf(row);
    const target = describeTarget(row, naming);
    const text = target.kind === 'row' ? `is next for ${target.name}` : `holds ${mode} on ${target.name}`;
    held.set(text, { mode, target, text });
  }
  return [...held.values()].sort(
    (a, b) =>
      Number(b.target.kind === 'row') - Number(a.target.kind === 'row') ||
      strengthOf(b.mode) - strengthOf(a.mode) ||
      (a.target.name < b.target.name ? -1 : 1),
  );
}

/** `/* app *\/ ALTER TABLE ONLY orders …` is ALTER TABLE. */
export function verbOf(query: string | null): string | null {
  const text = (query ?? '').replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ').trim();
  const words =
    /^(?:CREATE\s+(?:UNIQUE\s+)?INDEX(?:\s+CONCURRENTLY)?|REINDEX\s+\w+(?:\s+CONCURRENTLY)?|REFRESH\s+MATERIALIZED\s+VIEW|(?:ALTER|CREATE|DROP)\s+\w+|LOCK\s+TABLE|[a-z]+)/i.exec(
      text,
    );
  return words ? words[0].toUpperCase().replace(/\s+/g, ' ').replace('UNIQUE ', '') : null;
}

export function nameOf({ schema, name }: Pick<RelationRow, 'schema' | 'name'>): string {
  return schema === 'public' || schema === 'pg_catalog' ? name : `${schema}.${name}`;
}

function modeOf(row: LockRow): LockMode {
  return parseLockMode(row.mode) ?? 'ACCESS SHARE';
}

/** Oids count within a database; 0 is what all databases share. */
function relationOf({ relation, database }: LockRow, naming: Naming): LockTarget['relation'] {
  if (relation === null || (database !== 0 && database !== naming.databaseOid)) return null;
  return naming.relations.get(relation) ?? null;
}

function unknownRelation({ relation, database }: LockRow, { databaseOid }: Naming): string {
  const elsewhere = database !== 0 && database !== databaseOid ? ' of another database' : '';
  return `relation ${relation}${elsewhere}`;
}

function describeObject({ classid, objid }: LockRow, { relations }: Naming): string {
  const catalog = classid === null ? undefined : relations.get(classid);
  return `object ${objid} of ${catalog?.name ?? `catalog ${classid}`}`;
}

/** objsubid 1: one bigint in two halves; 2: two integers. https://www.postgresql.org/docs/18/view-pg-locks.html */
function advisoryKeyOf({ classid, objid, objsubid }: LockRow): string {
  const [high, low] = [BigInt(classid ?? 0), BigInt(objid ?? 0)];
  if (objsubid === 2) return `(${BigInt.asIntN(32, high)}, ${BigInt.asIntN(32, low)})`;
  return String(BigInt.asIntN(64, (high << 32n) | low));
}

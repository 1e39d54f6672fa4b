/** A column's new type: how its values get there, and what that costs. */
import { quoteIdent } from '../../../sql/quote';
import type { Column, Table } from '../../catalog';
import { type Step, step } from '../../write/step';
import { baseOf } from '../../write/storage';
import type { Fates } from '../fates';
import { isNameOf } from '../mentions';
import { alterAll } from './names';
import { isLimitedText, lossOf } from './retypeLoss';

interface Retyped {
  readonly old: Column;
  readonly now: Column;
}

/** All in one statement: the table is written once, and what compares two of them never sees one alone changed. */
export function retypeStep(table: Table, columns: readonly Retyped[], fates: Fates): Step {
  const actions = columns.map(({ old, now }) => {
    const collate = now.collation === null ? '' : ` COLLATE ${now.collation}`;
    return `ALTER COLUMN ${quoteIdent(now.name)} TYPE ${now.type}${collate}${using(old, now, fates)}`;
  });
  const isRewritten = columns.some(({ old, now }) => !isKept(old, now));
  const sql = `${alterAll(table)} ${actions.join(', ')}`;
  const lost = columns.flatMap(({ old, now }) => lossOf(old, now) ?? []);
  const isScanned = !isRewritten && columns.some((each) => isChecked(table, each, fates));
  return step(sql, 'ACCESS EXCLUSIVE', {
    ...(isRewritten && { rewrites: true }),
    ...(isScanned && { scans: true }),
    ...(lost.length > 0 && { destroys: lost.join(' and ') }),
    columns: columns.map(({ now }) => now.name),
  });
}

/** Checks are proven again, and indexes sorted again where the collation is another. */
function isChecked(table: Table, { old, now }: Retyped, { before, replaced }: Fates): boolean {
  return before.partsOf(table).some((part) => {
    const isUsing = part.dependsOn.some(({ id, column }) => id === table.id && column === now.name);
    if (!isUsing || replaced.has(part.id)) return false;
    if (part.kind === 'constraint' && part.type === 'check') return part.isValid;
    return (part.kind === 'index' || part.kind === 'constraint') && old.collation !== now.collation;
  });
}

function using(old: Column, now: Column, fates: Fates): string {
  if (now.generated !== null) return '';
  const name = quoteIdent(now.name);
  if (old.type === now.type && !isOfRemadeType(now.type, fates)) return '';
  // An explicit cast would cut what is too long: as a text PostgreSQL refuses it.
  if (isLimitedText(now)) return ` USING ${name}::${now.type.endsWith('[]') ? 'text[]' : 'text'}`;
  return hasCast(old.type, now.type)
    ? ` USING ${name}::${now.type}`
    : ` USING ${name}::${now.type.endsWith('[]') && old.type.endsWith('[]') ? 'text[]' : 'text'}::${now.type}`;
}

function isOfRemadeType(type: string, { remade, before }: Fates): boolean {
  return [...remade].some((id) => {
    const object = before.get(id);
    return object !== undefined && 'schema' in object && isNameOf(withoutArray(type), object);
  });
}

const FAMILIES: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'],
  ['text', 'character varying', 'character', 'name', 'public.citext', '"char"'],
  ['date', 'timestamp with time zone', 'timestamp without time zone'],
  ['integer', 'boolean'],
  ['json', 'jsonb'],
  ['cidr', 'inet'],
  ['bit', 'bit varying'],
];

/** Every type has one to and from text; that others have one is known of these alone. */
function hasCast(old: string, now: string): boolean {
  const [a, b] = [old, now].map((type) => baseOf(withoutArray(type)));
  if (old.endsWith('[]') !== now.endsWith('[]') || a === undefined || b === undefined) return false;
  return FAMILIES.some((family) => family.includes(a) && family.includes(b)) || (a === b && !a.includes('.'));
}

function withoutArray(type: string): string {
  return type.replace(/\[\]$/, '');
}

/**
 * The values stay as they are on disk: https://www.postgresql.org/docs/18/sql-altertable.html#SQL-ALTERTABLE-NOTES.
 * What is not sure is taken for a rewrite.
 */
export function isKept(old: Column, now: Column): boolean {
  const [a, b] = [baseOf(old.type), baseOf(now.type)];
  if (now.type.includes('.')) return false;
  if (old.type === now.type) return true;
  const [from, to] = [old.type, now.type].map((type) =>
    /\(([\d,-]+)\)/.exec(type)?.[1]?.split(',').map(Number),
  );
  const isWider = to === undefined || (from !== undefined && (from[0] ?? 0) <= (to[0] ?? 0));
  switch (b) {
    case 'text':
      return a === 'character varying';
    case 'character varying':
      return a === 'text' ? to === undefined : a === b && isWider;
    case 'numeric':
      return a === b && isWider && (to === undefined || (from?.[1] ?? 0) === (to[1] ?? 0));
    case 'bit varying':
    case 'timestamp with time zone':
    case 'timestamp without time zone':
    case 'time with time zone':
    case 'time without time zone':
      return a === b && isWider;
    case 'inet':
      return a === 'cidr';
    default:
      return false;
  }
}

/** A column's new type: how its values get there, and what that costs. */
import { quoteIdent } from '../../../sql/quote';
import type { Column, Table } from '../../table';
import { type Cost, type Step, step } from '../../write/step';
import { baseOf } from '../../write/storage';
import type { Fates } from '../fates';
import { isNameOf } from '../mentions';
import { alterAll } from './names';
import { isLimitedText, isText, lossOf } from './retypeLoss';

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
  const names = columns.map(({ now }) => now.name);
  const costs = new Map(columns.map((each) => [each.now.name, costOf(table, [each], fates)]));
  return step(`${alterAll(table)} ${actions.join(', ')}`, 'ACCESS EXCLUSIVE', {
    ...costOf(table, columns, fates),
    columns: names,
    costs,
  });
}

function costOf(table: Table, columns: readonly Retyped[], fates: Fates): Cost {
  const isRewritten = columns.some(({ old, now }) => !isKept(old, now));
  const isScanned = !isRewritten && columns.some((each) => isChecked(table, each, fates));
  const lost = columns.flatMap(({ old, now }) => lossOf(old, now) ?? []);
  return {
    ...(isRewritten && { rewrites: true }),
    ...(isScanned && { scans: true }),
    ...(lost.length > 0 && { destroys: lost.join(' and ') }),
  };
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
  const unforced = isLimitedText(now) ? withoutForce(old, now) : null;
  if (unforced !== null) return unforced === '' ? '' : ` USING ${name}::${unforced}`;
  return hasCast(old.type, now.type)
    ? ` USING ${name}::${now.type}`
    : ` USING ${name}::${now.type.endsWith('[]') && old.type.endsWith('[]') ? 'text[]' : 'text'}::${now.type}`;
}

/**
 * An explicit cast would cut what is too long: assigned, PostgreSQL refuses it. null: only an explicit one leads there.
 * Of a text none is needed, and with one the table would be written anew.
 */
function withoutForce(old: Column, now: Column): string | null {
  const [wasArray, isArray] = [old, now].map(({ type }) => type.endsWith('[]'));
  if (wasArray === isArray && isText(old)) return '';
  if (!isArray) return 'text';
  return wasArray ? 'text[]' : null;
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

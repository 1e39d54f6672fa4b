/** What a table's ALTER brings to its children, which is not done to them again. */

import { quoted } from '../../identity';
import { type Column, columnOf, type Table } from '../../table';
import type { Fates } from '../fates';

/** Those that it has before and after, and is not parted from meanwhile. */
export function keptParents(
  a: Table,
  b: Table,
  fates: Fates,
): readonly (readonly [old: Table, now: Table])[] {
  const left = fates.leaves(a).map(quoted);
  return b.parents.flatMap((name) => {
    if (left.includes(quoted(name)) || !a.parents.some((each) => quoted(each) === quoted(name))) return [];
    const [old, now] = [fates.before.table(name), fates.after.table(name)];
    return old && now ? [[old, now] as const] : [];
  });
}

/** Once what is in the way is gone: no dropped columns, and no defaults of what changes. */
export function releasedColumns(a: Table, b: Table, fates: Fates): readonly Column[] {
  return a.columns.flatMap((column) => {
    const fate = fates.columnFate(a, column.name);
    if (fate === 'dropped' || fate === 'remade') return [];
    const now = columnOf(b, column.name);
    const identity = now?.identity ? column.identity : null;
    const isBare = column.generated === null && (fate === 'default' || fate === 'retyped');
    return [{ ...column, identity, default: isBare ? null : column.default }];
  });
}

/** What the table's own ALTER starts with, the ones of its parents being done. */
export function columnsAfterParents(a: Table, b: Table, fates: Fates): readonly Column[] {
  const columns = new Map(releasedColumns(a, b, fates).map((column) => [column.name, column]));
  for (const [old, now] of keptParents(a, b, fates)) {
    const start = releasedColumns(old, now, fates);
    // What a parent has from its own parents comes as they say it.
    const given = columnsAfterParents(old, now, fates);
    for (const column of now.columns) {
      const same = ({ name }: Column) => name === column.name;
      const own = columns.get(column.name);
      const followed = follow(own, start.find(same), given.find(same), column, columnOf(b, column.name));
      if (!followed) continue;
      const isInvalidNow = column.notNullIsInvalid && !start.find(same)?.notNullIsInvalid;
      const isTold = followed.isNotNull && (!own?.isNotNull || isInvalidNow);
      const { notNullName } = columnOf(b, column.name) ?? followed;
      const { notNullIsInvalid } = column;
      columns.set(column.name, isTold ? { ...followed, notNullName, notNullIsInvalid } : followed);
    }
  }
  return [...columns.values()];
}

function follow(
  own: Column | undefined,
  old: Column | undefined,
  given: Column | undefined,
  now: Column,
  wanted: Column | undefined,
): Column | null {
  if (!old) {
    if (own) return { ...own, isNotNull: own.isNotNull || now.isNotNull };
    return { ...(given ?? now), ...BARE, isNotNull: now.isNotNull };
  }
  if (!own) return null;
  const isPlainNow = old.generated !== null && now.generated === null;
  return {
    ...own,
    type: now.type,
    collation: now.collation,
    ...(isPlainNow ? { generated: null, default: null } : {}),
    // Since PostgreSQL 18 a child keeps what it says itself: it is said again, whichever is to be.
    isNotNull: old.isNotNull === now.isNotNull ? own.isNotNull : now.isNotNull || wanted?.isNotNull === false,
  };
}

/** These are said of the parent's column alone. */
const BARE = {
  storage: null,
  statisticsTarget: null,
  options: [],
  foreignOptions: [],
  comment: null,
  identity: null,
  isLocal: false,
} as const;

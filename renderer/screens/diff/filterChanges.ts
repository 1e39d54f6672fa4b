/** What the filter lets through. Pure. */
import type { ChangeRow, RenameQuestion } from '../../../electron/contract/catalog';

/** Rows that hold every word, with the tables of columns that do, and the columns of tables that do. */
export function filterRows(rows: readonly ChangeRow[], filter: string): readonly ChangeRow[] {
  const holds = matcher(filter);
  if (!holds) return rows;
  const matching = new Set(rows.filter((row) => holds(textOf(row))).map(({ id }) => id));
  const parents = new Set(
    rows.flatMap(({ id, parentId }) => (matching.has(id) && parentId ? [parentId] : [])),
  );
  return rows.filter(
    ({ id, parentId }) =>
      matching.has(id) || parents.has(id) || (parentId !== null && matching.has(parentId)),
  );
}

export function filterRenames(renames: readonly RenameQuestion[], filter: string): readonly RenameQuestion[] {
  const holds = matcher(filter);
  if (!holds) return renames;
  return renames.filter(({ schema, of, from, to }) => holds(`${schema}.${of ?? ''} ${from} ${to} renamed`));
}

function matcher(filter: string): ((text: string) => boolean) | null {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return (text) => words.every((word) => text.toLowerCase().includes(word));
}

function textOf({ id, action, summary, lock, rewrites, scans, destroys, refused }: ChangeRow): string {
  const marks = [
    rewrites && 'rewrites',
    scans && 'scans',
    destroys !== null && 'destroys',
    refused !== null && 'refused',
  ];
  return [id, action, summary, lock, ...marks].filter(Boolean).join(' ');
}

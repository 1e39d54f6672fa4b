/** What destroys rows or values is never done by a generated revision: it is written down for somebody to decide. */
import type { Catalog, CatalogObject, Table } from '../catalog';
import { createLookup, type Lookup } from '../lookup';

/** The wanted catalog, with all tables and columns that are there now. */
export function keepData(now: Catalog, wanted: Catalog): Catalog {
  const [ours, theirs] = [createLookup(now), createLookup(wanted)];
  const kept = new Map(wanted.objects.map((each) => [each.id, each]));
  const keep = (object: CatalogObject) => {
    if (!kept.has(object.id)) kept.set(object.id, object);
  };
  for (const table of now.objects) {
    if (table.kind !== 'table') continue;
    const after = theirs.get(table.id);
    if (after?.kind === 'table') keepColumns(table, after, ours, kept, keep);
    else for (const each of [table, ...ours.partsOf(table), ...ours.dependentsOf(table.id)]) keep(each);
  }
  for (const sequence of now.objects) {
    if (sequence.kind === 'sequence' && sequence.ownedBy !== null) keep(sequence);
  }
  return { ...wanted, objects: [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function keepColumns(
  table: Table,
  after: Table,
  ours: Lookup,
  kept: Map<string, CatalogObject>,
  keep: (object: CatalogObject) => void,
): void {
  const lost = table.columns.filter(({ name }) => !after.columns.some((each) => each.name === name));
  if (lost.length === 0) return;
  kept.set(after.id, {
    ...after,
    columns: [...after.columns, ...lost],
    dependsOn: [...after.dependsOn, ...table.dependsOn],
  });
  const names = new Set(lost.map(({ name }) => name));
  for (const part of ours.dependentsOf(table.id)) {
    const uses = part.dependsOn.some(
      ({ id, column }) => id === table.id && column !== undefined && names.has(column),
    );
    if (uses) keep(part);
  }
}

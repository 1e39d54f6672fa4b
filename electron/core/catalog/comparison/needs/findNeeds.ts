/**
 * What has to be chosen with what: whatever comes needs what it depends on as it is to be; whatever goes or changes
 * its shape needs what depends on it to go or change with it. Decides from Catalogs alone. Start at `findNeeds`;
 * subsets.db.test.ts holds its law.
 */
import { forEach, type Stretches } from '../../../stretches';
import type { Part, Parts } from '../parts';
import { needsOfColumn } from './columnNeeds';
import type { Needs } from './needs';
import { needsOfObject } from './objectNeeds';
import { createPartIndex, type Ids } from './partIndex';

/** Ids of parts; there may be none for what does not differ. */
export interface Found {
  readonly needs: Ids;
  /** Neither goes without the other. */
  readonly links: Ids;
}

export function* findNeeds(parts: Parts): Stretches<Needs> {
  const index = createPartIndex(parts);
  const found = new Map<string, Set<string>>();
  const add = (id: string, needed: string) => {
    if (id !== needed) found.set(id, (found.get(id) ?? new Set()).add(needed));
  };
  yield* forEach(parts.all, (part) => {
    for (const { needs, links } of lookAt(part)) {
      for (const id of needs) if (id !== undefined) add(part.id, id);
      for (const id of links) {
        if (id === undefined) continue;
        add(part.id, id);
        add(id, part.id);
      }
    }
  });
  return found;

  function lookAt({ objects, column, action }: Part): readonly Found[] {
    const own = column === null ? [] : [needsOfColumn(column.table, column.name, index)];
    return [...own, ...objects.map((id) => needsOfObject(id, action, index))];
  }
}

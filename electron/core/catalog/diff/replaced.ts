/** What must be dropped and made anew although it could stay, because what it depends on can't be changed under it. */
import type { CatalogObject } from '../catalog';
import type { Lookup } from '../lookup';
import type { Alteration } from './alter';
import type { Pairs } from './diffCatalogs';

/** Nothing is lost with these. */
const REMAKEABLE: ReadonlySet<CatalogObject['kind']> = new Set([
  'view',
  'function',
  'procedure',
  'aggregate',
  'trigger',
  'rule',
  'policy',
  'statistics',
  'event trigger',
  'constraint',
  'index',
]);

export function findReplaced(
  { dropped, changed }: Pairs,
  alterations: ReadonlyMap<string, Alteration>,
  before: Lookup,
  after: Lookup,
): ReadonlySet<string> {
  const replaced = new Set<string>();
  const waiting: string[] = [];
  const replace = ({ id, kind }: CatalogObject): void => {
    if (replaced.has(id) || !after.get(id) || !REMAKEABLE.has(kind)) return;
    replaced.add(id);
    waiting.push(id);
  };
  for (const { a } of changed) {
    const alteration = alterations.get(a.id);
    if (alteration === undefined) {
      replaced.add(a.id);
      waiting.push(a.id);
      continue;
    }
    const breaks = new Set(alteration.breaksColumns);
    for (const dependent of before.dependentsOf(a.id)) {
      const uses = dependent.dependsOn.filter(({ id }) => id === a.id);
      if (uses.some(({ column }) => column !== undefined && breaks.has(column)) && !isRebuilt(dependent)) {
        replace(dependent);
      }
    }
  }
  for (const { id } of dropped) waiting.push(id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const dependent of before.dependentsOf(id)) replace(dependent);
    const object = before.get(id);
    if (object && (object.kind === 'view' || object.kind === 'table'))
      before.partsOf(object).forEach(replace);
  }
  return replaced;
}

/** PostgreSQL makes these anew itself when a column's type changes. */
function isRebuilt({ kind }: CatalogObject): boolean {
  return kind === 'index' || kind === 'constraint';
}

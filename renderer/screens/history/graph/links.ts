import type { RevisionRow } from '../../../../electron/contract/revisions';

/** From a row to one below it, by their indexes. */
export interface Link {
  readonly kind: 'revises' | 'dependsOn';
  readonly from: number;
  readonly to: number;
}

/** What each row is drawn to: parents first, each once. */
export function linkRows(rows: readonly RevisionRow[]): readonly (readonly Link[])[] {
  const indexOf = new Map(rows.map(({ name }, index) => [name, index]));
  return rows.map((row, from) => {
    const links = new Map<number, Link>();
    const add = (kind: Link['kind'], names: readonly string[]) => {
      for (const name of names) {
        const to = indexOf.get(name);
        if (to !== undefined && to > from && !links.has(to)) links.set(to, { kind, from, to });
      }
    };
    add('revises', row.revises);
    add('dependsOn', row.dependsOn);
    return [...links.values()];
  });
}

export function parentsOf(links: readonly Link[] = []): readonly number[] {
  return links.filter(({ kind }) => kind === 'revises').map(({ to }) => to);
}

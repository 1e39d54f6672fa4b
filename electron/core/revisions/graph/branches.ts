import type { RevisionFile } from '../../project/project';

/**
 * As Alembic does: a label is on the revision that states it, on all that come after it, and on those before it
 * down to, and without, the revision where the branch forks off or a merge.
 */
export function labelBranches(
  order: readonly string[],
  files: ReadonlyMap<string, RevisionFile>,
  links: ReadonlyMap<string, { readonly revises: readonly string[] }>,
  children: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, Set<string>>();
  const put = (name: string, label: string) => {
    const there = labels.get(name);
    if (there) there.add(label);
    else labels.set(name, new Set([label]));
  };
  for (const name of order) {
    for (const parent of links.get(name)?.revises ?? []) {
      for (const label of labels.get(parent) ?? []) put(name, label);
    }
    const own = files.get(name)?.stated.branch;
    if (own) put(name, own);
  }
  for (const name of order) {
    const own = files.get(name)?.stated.branch;
    if (own) for (const before of soleLine(name, links, children)) put(before, own);
  }
  return new Map([...labels].map(([name, set]) => [name, [...set].sort()]));
}

function* soleLine(
  name: string,
  links: ReadonlyMap<string, { readonly revises: readonly string[] }>,
  children: ReadonlyMap<string, readonly string[]>,
): Generator<string> {
  let at: string | undefined = name;
  while (at !== undefined) {
    const revises: readonly string[] = links.get(at)?.revises ?? [];
    if ((children.get(at)?.length ?? 0) > 1 || revises.length > 1) return;
    yield at;
    at = revises[0];
  }
}

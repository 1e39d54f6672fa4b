/** What each file follows and depends on: what it states, and for those that don't say, the trunk (see graph.ts). */
import type { RevisionFile } from '../../project/project';
import type { UnknownReference } from './graph';
import type { NameIndex } from './names';
import { sortParentsFirst } from './sortParentsFirst';
import { takeTurns } from './takeTurns';

export interface Links {
  readonly revises: readonly string[];
  readonly dependsOn: readonly string[];
}

export interface LinkedFiles {
  /** Without cycles. */
  readonly links: ReadonlyMap<string, Links>;
  readonly unknown: readonly UnknownReference[];
  readonly cycles: readonly (readonly string[])[];
}

/** By name; files in that order. */
export function linkFiles(files: ReadonlyMap<string, RevisionFile>, index: NameIndex): LinkedFiles {
  const names = [...files.keys()];
  const unknown: UnknownReference[] = [];
  const stated = new Map([...files].map(([name, file]) => [name, statedLinks(file, index, unknown)]));
  const { cycles, cut } = sortParentsFirst(names, (name) => linksAbove(stated.get(name)));
  const links = withoutLinks(stated, cut);
  followTrunk(files, links);
  return { links, unknown, cycles };
}

export function linksAbove(links: Links | undefined): readonly string[] {
  return links ? [...new Set([...links.revises, ...links.dependsOn])] : [];
}

function statedLinks({ name, stated }: RevisionFile, index: NameIndex, unknown: UnknownReference[]): Links {
  const resolve = (references: readonly string[]) => [
    ...new Set(
      references.flatMap((to) => {
        const found = index.find(to);
        if (found === null) unknown.push({ from: name, to });
        return found ?? [];
      }),
    ),
  ];
  const dependsOn = resolve(stated.dependsOn);
  return { revises: resolve(stated.revises ?? []), dependsOn };
}

/** Every link added leads to a file whose turn came before, as those stated do: it can't close a cycle. */
function followTrunk(files: ReadonlyMap<string, RevisionFile>, links: Map<string, Links>): void {
  let tip: string | null = null;
  for (const name of takeTurns([...files.keys()], (each) => linksAbove(links.get(each)))) {
    const { revises: asStated = [], dependsOn = [] } = links.get(name) ?? {};
    const { revises = null, branch = null } = files.get(name)?.stated ?? {};
    if (revises === null && tip !== null) links.set(name, { revises: [tip], dependsOn });
    const goesOn = tip === null ? asStated.length === 0 : asStated.includes(tip);
    if (revises === null || (goesOn && branch === null)) tip = name;
  }
}

function withoutLinks(
  links: ReadonlyMap<string, Links>,
  cut: readonly { readonly from: string; readonly to: string }[],
): Map<string, Links> {
  const left = new Map(links);
  for (const { from, to } of cut) {
    const { revises = [], dependsOn = [] } = left.get(from) ?? {};
    left.set(from, {
      revises: revises.filter((name) => name !== to),
      dependsOn: dependsOn.filter((name) => name !== to),
    });
  }
  return left;
}

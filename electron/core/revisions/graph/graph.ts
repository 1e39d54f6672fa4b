/**
 * The revisions of a project as a graph: which follows which.
 * Knows files and what they state; knows no database. Start at `buildGraph`.
 *
 * A file that states nothing follows the trunk. The trunk's tip, going through the files by name, is the last
 * file that stated nothing, or one that states that it follows the tip and gives no branch label of its own.
 * So a project without metadata is a line in the order in which sequelize-cli and Umzug run it, a side branch
 * does not capture the line, and after the merge of a side branch the line goes on from the merge.
 */
import type { RevisionFile } from '../../project/project';
import { labelBranches } from './branches';
import { indexNames, type NameIndex } from './names';
import { describeProblems } from './problems';
import { sortParentsFirst } from './sortParentsFirst';

export interface RevisionNode {
  readonly name: string;
  readonly file: RevisionFile;
  /** Names of the revisions that it follows; empty at base. */
  readonly revises: readonly string[];
  readonly dependsOn: readonly string[];
  /** Those that follow it. */
  readonly children: readonly string[];
  /** Those that depend on it. */
  readonly dependents: readonly string[];
  readonly branch: string | null;
  readonly branches: readonly string[];
  readonly isStated: boolean;
}

/** What is wrong with the graph itself, whatever a database holds. */
export interface GraphProblem {
  readonly kind: 'cycle' | 'unknown-parent' | 'two-files' | 'unreadable' | 'duplicate-branch';
  readonly names: readonly string[];
  readonly message: string;
  readonly hint: string;
}

export interface RevisionGraph {
  /** Parents and dependencies first; where that leaves a choice, by file name. */
  readonly order: readonly string[];
  readonly nodes: ReadonlyMap<string, RevisionNode>;
  readonly heads: readonly string[];
  /** Those that follow nothing. */
  readonly bases: readonly string[];
  /** Revisions with several children. */
  readonly branchPoints: readonly string[];
  readonly problems: readonly GraphProblem[];
}

/** A reference to a revision that no file is. */
export interface UnknownReference {
  readonly from: string;
  readonly to: string;
}

interface Links {
  readonly revises: readonly string[];
  readonly dependsOn: readonly string[];
}

/** Files in any order. A graph with problems can be drawn: links to nowhere and links that close a cycle are left out. */
export function buildGraph(files: readonly RevisionFile[]): RevisionGraph {
  const byName = new Map(
    files.map((file) => [file.name, file] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const index = indexNames([...byName.keys()]);
  const unknown: UnknownReference[] = [];
  const stated = linkFiles([...byName.values()], index, unknown);
  const { order, cycles, cut } = sortParentsFirst([...byName.keys()], (name) => allLinks(stated.get(name)));
  const links = cut.length === 0 ? stated : withoutLinks(stated, cut);
  const children = invert(order, (name) => links.get(name)?.revises ?? []);
  const dependents = invert(order, (name) => links.get(name)?.dependsOn ?? []);
  const labels = labelBranches(order, byName, links, children);
  const nodes = new Map<string, RevisionNode>();
  for (const name of order) {
    const file = byName.get(name);
    const { revises = [], dependsOn = [] } = links.get(name) ?? {};
    if (!file) continue;
    nodes.set(name, {
      name,
      file,
      revises,
      dependsOn,
      children: children.get(name) ?? [],
      dependents: dependents.get(name) ?? [],
      branch: file.stated.branch,
      branches: labels.get(name) ?? [],
      isStated: file.stated.revises !== null,
    });
  }
  return {
    order,
    nodes,
    heads: order.filter((name) => !children.has(name)),
    bases: order.filter((name) => links.get(name)?.revises.length === 0),
    branchPoints: order.filter((name) => (children.get(name)?.length ?? 0) > 1),
    problems: describeProblems({ files: [...byName.values()], twins: index.twins, unknown, cycles }),
  };
}

/** By the trunk's rule; see above. */
function linkFiles(
  files: readonly RevisionFile[],
  index: NameIndex,
  unknown: UnknownReference[],
): ReadonlyMap<string, Links> {
  const links = new Map<string, Links>();
  let tip: string | null = null;
  const resolve = (from: string, references: readonly string[]) => [
    ...new Set(
      references.flatMap((to) => {
        const found = index.find(to);
        if (found === null) unknown.push({ from, to });
        return found ?? [];
      }),
    ),
  ];
  for (const { name, stated } of files) {
    const dependsOn = resolve(name, stated.dependsOn);
    const revises = stated.revises === null ? (tip === null ? [] : [tip]) : resolve(name, stated.revises);
    links.set(name, { revises, dependsOn });
    const goesOn = tip === null || revises.includes(tip);
    if (stated.revises === null || (goesOn && stated.branch === null)) tip = name;
  }
  return links;
}

function allLinks(links: Links | undefined): readonly string[] {
  return links ? [...links.revises, ...links.dependsOn] : [];
}

function withoutLinks(
  links: ReadonlyMap<string, Links>,
  cut: readonly { readonly from: string; readonly to: string }[],
): ReadonlyMap<string, Links> {
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

function invert(
  names: readonly string[],
  linksOf: (name: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const inverted = new Map<string, string[]>();
  for (const name of names) {
    for (const to of linksOf(name)) {
      const from = inverted.get(to);
      if (from) from.push(name);
      else inverted.set(to, [name]);
    }
  }
  return inverted;
}

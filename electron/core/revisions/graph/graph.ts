/**
 * The revisions of a project as a graph: which follows which.
 * Knows files and what they state; knows no database. Start at `buildGraph`.
 *
 * A file that states nothing follows the trunk's tip. Going through the files by name, where a file that states what
 * it comes after waits until that is passed, the tip is base at first, then the last file that stated nothing, or
 * that states that it follows the tip and gives no label of its own.
 * So a project without metadata is a line in the order in which sequelize-cli and Umzug run it, a side branch
 * does not capture the line, and after the merge of a side branch the line goes on from the merge. And since what
 * is stated goes first, a cycle is always one that the files state: following the trunk never closes one.
 */
import type { RevisionFile } from '../../project/project';
import { labelBranches } from './branches';
import { linkFiles, linksAbove } from './linkFiles';
import { indexNames } from './names';
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

/** Files in any order. A graph with problems can be drawn: links to nowhere and links that close a cycle are left out. */
export function buildGraph(files: readonly RevisionFile[]): RevisionGraph {
  const byName = new Map(
    files.map((file) => [file.name, file] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const index = indexNames([...byName.keys()]);
  const { links, unknown, cycles } = linkFiles(byName, index);
  const { order } = sortParentsFirst([...byName.keys()], (name) => linksAbove(links.get(name)));
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

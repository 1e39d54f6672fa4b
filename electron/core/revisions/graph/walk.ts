/** Ways through the graph. All sets hold the names that they start from. */
import type { RevisionGraph, RevisionNode } from './graph';
import { stemOf } from './names';

/** What must be applied for these to be: over what they follow and what they depend on. */
export function ancestorsOf(graph: RevisionGraph, names: Iterable<string>): Set<string> {
  return reach(names, (name) => {
    const node = graph.nodes.get(name);
    return node ? [...node.revises, ...node.dependsOn] : [];
  });
}

/** What can't stay applied without these: over what follows them and what depends on them. */
export function descendantsOf(graph: RevisionGraph, names: Iterable<string>): Set<string> {
  return reach(names, (name) => {
    const node = graph.nodes.get(name);
    return node ? [...node.children, ...node.dependents] : [];
  });
}

/** Before or after these in the history, dependencies left aside. */
export function lineageOf(graph: RevisionGraph, names: Iterable<string>): Set<string> {
  const from = [...names];
  return new Set([...lineBefore(graph, from), ...lineAfter(graph, from)]);
}

/** Before these in the history, dependencies left aside. */
export function lineBefore(graph: RevisionGraph, names: Iterable<string>): Set<string> {
  return reach(names, (name) => graph.nodes.get(name)?.revises ?? []);
}

/** After these in the history, dependencies left aside. */
export function lineAfter(graph: RevisionGraph, names: Iterable<string>): Set<string> {
  return reach(names, (name) => graph.nodes.get(name)?.children ?? []);
}

/** Those of a set that nothing else of it comes after: where a database is that has these applied. */
export function headsOf(graph: RevisionGraph, applied: ReadonlySet<string>): readonly string[] {
  return unfollowed(graph, applied, ({ revises }) => revises);
}

/** Those of a set that nothing else of it comes after or depends on: what Alembic's ledger would hold. */
export function tipsOf(graph: RevisionGraph, applied: ReadonlySet<string>): readonly string[] {
  return unfollowed(graph, applied, ({ revises, dependsOn }) => [...revises, ...dependsOn]);
}

function unfollowed(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  above: (node: RevisionNode) => readonly string[],
): readonly string[] {
  const followed = new Set<string>();
  for (const name of [...graph.order].reverse()) {
    const node = graph.nodes.get(name);
    if (!node || (!applied.has(name) && !followed.has(name))) continue;
    for (const parent of above(node)) followed.add(parent);
  }
  return graph.order.filter((name) => applied.has(name) && !followed.has(name));
}

/** What a ledger says, in the names of the files. */
export interface Position {
  readonly applied: ReadonlySet<string>;
  /** By file name: the name that the ledger has it by, where that is another. */
  readonly ledgerNames: ReadonlyMap<string, string>;
  /** Names in the ledger that no file has. */
  readonly missing: readonly string[];
}

/** A file whose extension has changed since it ran (.js, now .ts) is the same revision. */
export function readPosition(graph: RevisionGraph, ledger: readonly string[]): Position {
  const inLedger = new Set(ledger);
  const stems = new Map<string, string>();
  for (const name of graph.order) if (!inLedger.has(name)) stems.set(stemOf(name), name);
  const applied = new Set<string>();
  const ledgerNames = new Map<string, string>();
  const missing: string[] = [];
  for (const name of ledger) {
    const renamed = stems.get(stemOf(name));
    if (graph.nodes.has(name)) applied.add(name);
    else if (renamed === undefined || applied.has(renamed)) missing.push(name);
    else {
      applied.add(renamed);
      ledgerNames.set(renamed, name);
    }
  }
  return { applied, ledgerNames, missing };
}

function reach(names: Iterable<string>, next: (name: string) => readonly string[]): Set<string> {
  const found = new Set(names);
  for (const name of found) for (const each of next(name)) found.add(each);
  return found;
}

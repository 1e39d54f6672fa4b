/** Which revisions a target names, by the graph and by what is applied. */
import type { RevisionGraph } from './graph';
import { namedTargets } from './namedTargets';
import { readTarget } from './readTarget';
import { currentIn, startOf, stepsBack, stepsFromCurrent, stepsFromName } from './stepTargets';

/** Where a target leads. */
export interface Destination {
  /** Empty is base. */
  readonly names: readonly string[];
  /** Of base: a revision whose line alone goes back there; null: everything does. */
  readonly lineOf: string | null;
}

export function resolveTarget(graph: RevisionGraph, applied: ReadonlySet<string>, text: string): Destination {
  const target = readTarget(graph, text);
  const { branch, word, steps } = target;
  if (steps === null)
    return { names: word === 'base' ? [] : namedTargets(graph, applied, target), lineOf: branch };
  if (word !== null) {
    const to = stepsFromName(graph, applied, target);
    return to === null ? { names: [], lineOf: startOf(graph, applied, target) ?? branch } : at(to);
  }
  if (steps > 0) return at(stepsFromCurrent(graph, applied, target));
  const { below } = stepsBack(graph, applied, target);
  return below === null ? { names: [], lineOf: currentIn(graph, applied, target) } : at(below);
}

function at(name: string | null): Destination {
  return { names: name === null ? [] : [name], lineOf: null };
}

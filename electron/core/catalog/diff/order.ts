import { CoreError } from '../../errors';
import { forEach, type Stretches } from '../../stretches';
import type { Operation, Phase } from './operation';

/** Among those that could come next: what makes room first, then what is smallest. */
const RANK: Readonly<Record<Phase, number>> = {
  leave: 0,
  release: 1,
  drop: 2,
  alter: 3,
  create: 4,
  finish: 5,
};

/** Such that whatever one needs comes before it; otherwise by rank and key, so that the same input ends the same. */
export function* orderOperations(operations: readonly Operation[]): Stretches<readonly Operation[]> {
  const sorted = [...operations].sort((a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1));
  const byKey = new Map(sorted.map((each) => [each.key, each]));
  const done = new Set<string>();
  const path: string[] = [];
  const ordered: Operation[] = [];
  const visit = (operation: Operation): void => {
    if (done.has(operation.key)) return;
    if (path.includes(operation.key)) throw cycle(path.slice(path.indexOf(operation.key)));
    path.push(operation.key);
    for (const key of [...operation.needs].sort()) {
      const needed = byKey.get(key);
      if (needed) visit(needed);
    }
    path.pop();
    done.add(operation.key);
    ordered.push(operation);
  };
  yield* forEach(sorted, visit);
  return ordered;
}

/** What must be committed before it is used comes before all else, so that the rest fits into one transaction. */
function rankOf({ phase, steps }: Operation): number {
  return steps.some(({ endsTransaction }) => endsTransaction) ? -1 : RANK[phase];
}

function cycle(keys: readonly string[]): CoreError {
  return new CoreError({
    kind: 'bad-input',
    message: `No order can be found for: ${keys.join(', ')}. Each needs the next, and the last one the first.`,
    hint: 'Make one of these changes in a revision of its own.',
  });
}

export interface Sorted {
  readonly order: readonly string[];
  /** Each as the names on its way round, the first one not repeated. */
  readonly cycles: readonly (readonly string[])[];
  /** The links that closed the cycles: `order` is right for the graph without them. */
  readonly cut: readonly { readonly from: string; readonly to: string }[];
}

interface Visit {
  readonly name: string;
  readonly above: readonly string[];
  next: number;
}

/**
 * Parents before children; otherwise in the order given. Goes through names in that order, and to what is above
 * each before the name itself. Without recursion: a line may be longer than the stack is deep.
 */
export function sortParentsFirst(
  names: readonly string[],
  linksOf: (name: string) => readonly string[],
): Sorted {
  const order: string[] = [];
  const cycles: (readonly string[])[] = [];
  const cut: { from: string; to: string }[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const start of names) {
    if (state.has(start)) continue;
    const path: Visit[] = [{ name: start, above: linksOf(start), next: 0 }];
    state.set(start, 'open');
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const to = visit.above[visit.next++];
      if (to === undefined) {
        state.set(visit.name, 'done');
        order.push(visit.name);
        path.pop();
      } else if (state.get(to) === 'open') {
        cycles.push(path.slice(path.findIndex(({ name }) => name === to)).map(({ name }) => name));
        cut.push({ from: visit.name, to });
      } else if (!state.has(to)) {
        state.set(to, 'open');
        path.push({ name: to, above: linksOf(to), next: 0 });
      }
    }
  }
  return { order, cycles, cut };
}

/** Which rows are chosen with which. */

/** By the id of a row, those of others. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

export function turned(needs: Needs): Needs {
  const back = new Map<string, Set<string>>();
  for (const [id, needed] of needs) {
    for (const each of needed) back.set(each, (back.get(each) ?? new Set()).add(id));
  }
  return back;
}

/** In one direction: all that is needed, each with one that needs it. */
export function closeOver(chosen: Iterable<string>, needs: Needs): ReadonlyMap<string, string | null> {
  const closed = new Map<string, string | null>([...chosen].map((id) => [id, null]));
  const waiting = [...closed.keys()];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const needed of needs.get(id) ?? []) {
      if (closed.has(needed)) continue;
      closed.set(needed, id);
      waiting.push(needed);
    }
  }
  return closed;
}

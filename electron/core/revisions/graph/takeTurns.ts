/**
 * In the order given, but that what has to wait for others comes right after the last of them. Unlike
 * sortParentsFirst, which fetches what is above a name to its front, this moves only those that wait.
 */
export function takeTurns(
  names: readonly string[],
  linksOf: (name: string) => readonly string[],
): readonly string[] {
  const { left, waiting } = whoWaits(names, linksOf);
  const passed = new Set<string>();
  const turns: string[] = [];
  for (const name of names) {
    passed.add(name);
    const ready = left.get(name) === 0 ? [name] : [];
    for (const each of ready) {
      turns.push(each);
      for (const waiter of waiting.get(each) ?? []) {
        const others = (left.get(waiter) ?? 0) - 1;
        left.set(waiter, others);
        if (others === 0 && passed.has(waiter)) ready.push(waiter);
      }
    }
  }
  return turns;
}

function whoWaits(names: readonly string[], linksOf: (name: string) => readonly string[]) {
  const left = new Map<string, number>();
  const waiting = new Map<string, string[]>();
  for (const name of names) {
    const above = linksOf(name);
    left.set(name, above.length);
    for (const each of above) {
      const those = waiting.get(each);
      if (those) those.push(name);
      else waiting.set(each, [name]);
    }
  }
  return { left, waiting };
}

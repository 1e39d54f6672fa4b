/**
 * Long work that is thought, not awaited: it pauses between stretches, so that whatever else this process does (it
 * samples locks) has its turn, and so that it can be cancelled. Knows nothing of what is worked at.
 * A generator that pauses by `yield` is such work; `withTurns` does it, `atOnce` does so where nobody waits.
 */

/** What it pauses with means nothing. */
export type Stretches<T> = Generator<undefined, T, undefined>;

/** A sample of locks takes some ten turns. */
const STRETCH_MS = 10;

export async function withTurns<T>(work: Stretches<T>, signal?: AbortSignal): Promise<T> {
  let begun = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - begun < STRETCH_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    begun = performance.now();
  }
}

export function atOnce<T>(work: Stretches<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Looking at the clock after each one would take longer than most of them. */
const AT_A_TIME = 100;

export function* forEach<T>(all: Iterable<T>, act: (each: T) => void): Stretches<void> {
  let count = 0;
  for (const each of all) {
    act(each);
    if (++count % AT_A_TIME === 0) yield;
  }
}

export function* flatMap<T, U>(all: Iterable<T>, turn: (each: T) => readonly U[]): Stretches<readonly U[]> {
  const turned: U[] = [];
  yield* forEach(all, (each) => {
    for (const one of turn(each)) turned.push(one);
  });
  return turned;
}

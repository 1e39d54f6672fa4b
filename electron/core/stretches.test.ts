import { expect, test } from 'vitest';
import { atOnce, flatMap, type Stretches, withTurns } from './stretches';

/** Keeps the process busy, with a pause after each stretch. */
function* count(stretches: number, stretchMs: number): Stretches<number> {
  for (let done = 0; done < stretches; done++) {
    const end = performance.now() + stretchMs;
    while (performance.now() < end);
    yield;
  }
  return stretches;
}

test('others have their turn while long work goes on', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  expect(await withTurns(count(40, 5))).toBe(40);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});

test('what is cancelled ends long before it would', async () => {
  const stop = new AbortController();
  const begun = performance.now();
  const ended = withTurns(count(2000, 1), stop.signal);
  setTimeout(() => stop.abort(new Error('cancelled')), 20);
  await expect(ended).rejects.toThrow('cancelled');
  expect(performance.now() - begun).toBeLessThan(1000);
});

test('it comes to the same at once and in turns', async () => {
  const numbers = Array.from({ length: 1000 }, (_, number) => number);
  const twice = () => flatMap(numbers, (number) => [number, number]);
  expect(await withTurns(twice())).toEqual(atOnce(twice()));
});

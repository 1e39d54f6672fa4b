import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './Sparkline';

const values = fc.array(fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })), { maxLength: 30 });

test('whatever the values are, they are drawn within the same box, the latest at its right end', () => {
  fc.assert(
    fc.property(values, (drawn) => {
      const points = linesOf(drawn, 30).flatMap((line) =>
        line.split(' ').map((point) => point.split(',').map(Number)),
      );
      for (const [x = -1, y = -1] of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(72);
        expect(y).toBeGreaterThanOrEqual(2);
        expect(y).toBeLessThanOrEqual(16);
      }
      expect(points).toHaveLength(2 * drawn.filter((value) => value !== null).length);
      if (typeof drawn.at(-1) === 'number') expect(points.at(-1)?.[0]).toBe(72);
    }),
  );
});

test('what is not known is a gap', () => {
  expect(linesOf([1, null, 2], 3)).toHaveLength(2);
  expect(linesOf([null, null], 3)).toEqual([]);
});

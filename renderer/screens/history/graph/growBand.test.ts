import { assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { Band } from './geometry';
import { growBand, isSameBand } from './growBand';

const anyBand = record({
  first: integer({ min: -50, max: 5_000 }),
  height: integer({ min: 0, max: 300 }),
  detail: constantFrom('card' as const, 'dot' as const),
}).map(({ first, height, detail }): Band => ({ first, last: first + height, detail }));

const rowsOf = ({ first, last }: Band) => Array.from({ length: last - first + 1 }, (_, at) => first + at);

test('step by step what is rendered becomes what is in sight, and no step brings in more than 24 rows', () => {
  assert(
    property(anyBand, anyBand, (start, wanted) => {
      let shown = start;
      for (let step = 0; step < 60 && !isSameBand(shown, wanted); step++) {
        const next = growBand(shown, wanted);
        const before = new Set(shown.detail === next.detail ? rowsOf(shown) : []);
        expect(rowsOf(next).filter((row) => !before.has(row)).length).toBeLessThanOrEqual(24);
        expect([next.first >= wanted.first, next.last <= wanted.last]).toEqual([true, true]);
        shown = next;
      }
      expect(shown).toEqual(wanted);
    }),
  );
});

test('a row that stays in sight stays rendered', () => {
  const shown: Band = { first: 100, last: 140, detail: 'card' };
  expect(growBand(shown, { first: 108, last: 148, detail: 'card' })).toEqual({
    first: 108,
    last: 148,
    detail: 'card',
  });
});

test('a leap begins in the middle of the window', () => {
  const shown: Band = { first: 0, last: 40, detail: 'card' };
  expect(growBand(shown, { first: 1_000, last: 1_040, detail: 'card' })).toEqual({
    first: 1_014,
    last: 1_025,
    detail: 'card',
  });
});

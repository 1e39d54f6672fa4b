import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revisionFile } from '../../testing/revisionFile';
import { buildGraph } from './graph';
import { chooseDowngrade, chooseUpgrade } from './targets';

const NAMES = ['20260101-a.js', '20260102-b.ts', '20260103-c.sql', '20260104-d.js'];
const lineOf = (names: readonly string[]) => buildGraph(names.map((name) => revisionFile(name)));
const choose = (direction: 'up' | 'down', target: string, applied: readonly string[]) =>
  (direction === 'up' ? chooseUpgrade : chooseDowngrade)(lineOf(NAMES), new Set(applied), target);
const [a, b, c, d] = NAMES as [string, string, string, string];

test.each([
  ['head', [], [a, b, c, d]],
  ['heads', [a], [b, c, d]],
  ['+1', [a], [b]],
  ['+0', [a], []],
  ['+3', [a], [b, c, d]],
  ['20260103-c.sql', [a], [b, c]],
  ['20260103-c', [a], [b, c]],
  ['0103', [a], [b, c]],
  ['20260101-a', [a, b], []],
  ['20260104', [a, c], [b, d]],
])('upgrade to %s with %j applied runs %j', (target, applied, chosen) => {
  expect(choose('up', target, applied)).toEqual(chosen);
});

test.each([
  ['base', [a, b, c], [c, b, a]],
  ['-1', [a, b, c], [c]],
  ['-0', [a, b, c], []],
  ['-3', [a, b, c], [c, b, a]],
  ['20260101-a', [a, b, c], [c, b]],
  ['0102', [a, b, d], [d]],
])('downgrade to %s with %j applied undoes %j', (target, applied, chosen) => {
  expect(choose('down', target, applied)).toEqual(chosen);
});

test.each([
  ['up', '+5', /beyond the head: 4 steps are/],
  ['up', 'base', /not ahead/],
  ['up', '-1', /not ahead/],
  ['up', 'nothing', /no revision “nothing”/],
  ['up', '2026', /part of several names.*20260101-a\.js/],
  ['up', '', /no revision “”/],
  ['down', '-1', /beyond base: 0 steps are/],
  ['down', 'head', /not behind/],
  ['down', '+1', /not behind/],
  ['down', '20260101-a', /not applied/],
] as const)('%s to %s at base is refused', (direction, target, message) => {
  expect(() => choose(direction, target, [])).toThrow(message);
});

const projects = fc
  .uniqueArray(fc.stringMatching(/^[0-9]{4}-[a-c]{1,3}\.js$/), { minLength: 1, maxLength: 12 })
  .map((names) => names.sort());

test('up to a target and down to where it came from ends with the same set', () => {
  fc.assert(
    fc.property(projects, fc.nat(), fc.nat(), (names, start, steps) => {
      const line = lineOf(names);
      const before = names.slice(0, start % names.length);
      const count = steps % (names.length - before.length + 1);
      const up = chooseUpgrade(line, new Set(before), `+${count}`);
      const after = new Set([...before, ...up]);
      const down = chooseDowngrade(line, after, before.at(-1) ?? 'base');
      expect([...down].reverse()).toEqual(up);
      expect([...after].filter((name) => !down.includes(name))).toEqual(before);
    }),
  );
});

test('+N and the name of the Nth pending one choose the same', () => {
  fc.assert(
    fc.property(
      projects,
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      fc.nat(),
      (names, flags, n) => {
        const applied = new Set(names.filter((_, index) => flags[index]));
        const pending = names.filter((name) => !applied.has(name));
        fc.pre(pending.length > 0);
        const count = (n % pending.length) + 1;
        const byName = chooseUpgrade(lineOf(names), applied, pending[count - 1] ?? '');
        expect(byName).toEqual(chooseUpgrade(lineOf(names), applied, `+${count}`));
      },
    ),
  );
});

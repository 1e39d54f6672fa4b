import { expect, test } from 'vitest';
import { chain, queuedRow, snapshotOf } from '../../../gallery/exampleLocks';
import { prepared, session } from '../../../gallery/exampleSessions';
import { blockingOf } from '../blocking';
import { type LinesWanted, sessionLines } from './sessionLines';

const lines = (snapshot: Parameters<typeof blockingOf>[0], wanted: Partial<LinesWanted> = {}) =>
  sessionLines(snapshot, blockingOf(snapshot), { sort: 'root', filter: '', ...wanted });

test('who waits stands below whom it waits for, and who does neither comes last', () => {
  expect(lines(chain).map(({ key, depth }) => `${' '.repeat(depth)}${key}`)).toEqual([
    '4711',
    ' 5120',
    '  5133',
    '  5140',
    '6001',
  ]);
});

test('a queue stands below each other, not a step aside for each', () => {
  expect(Math.max(...lines(queuedRow(500)).map(({ depth }) => depth))).toBe(2);
});

test('no filter and no order loses or doubles anybody', () => {
  for (const sort of ['root', 'waited', 'transaction', 'user'] as const) {
    const keys = lines(queuedRow(50), { sort }).map(({ key }) => key);
    expect(new Set(keys).size).toBe(51);
    expect(keys).toHaveLength(51);
  }
});

test('the order by waiting has the longest first', () => {
  const shown = lines(chain, { sort: 'waited' });
  expect(shown.map(({ key }) => key).slice(0, 3)).toEqual(['5120', '5133', '5140']);
});

test('the filter finds pids, applications, locks in plain words, queries and prepared transactions', () => {
  const all = snapshotOf({ ...chain, prepared: [prepared()] });
  const keys = (filter: string) => lines(all, { filter }).map(({ key }) => key);
  expect(keys('4711')).toEqual(['4711']);
  expect(keys('ACCESS exclusive')).toEqual(['5120']);
  expect(keys('select total')).toEqual(['5133', '5140']);
  expect(keys('checkout-')).toEqual(['gid:checkout-81']);
  expect(keys('nothing of that name')).toEqual([]);
});

test('whose fields are hidden is found by what is told', () => {
  const hidden = snapshotOf({ sessions: [session({ pid: 7, isHidden: true, query: null, state: null })] });
  expect(lines(hidden, { filter: '7' })).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { chain, quiet, snapshotOf } from '../../gallery/exampleLocks';
import { many } from '../../gallery/exampleRoots';
import { session } from '../../gallery/exampleSessions';
import {
  describeCap,
  describePrediction,
  describeState,
  formatAge,
  headlineOf,
  predict,
} from './describeLocks';

test('the headline says how many wait, how long, and for whom', () => {
  expect(headlineOf(chain)).toEqual({
    waiting: '3 waiting',
    longest: 'longest 0:41',
    root: { key: '4711', word: 'root', text: '4711 billing (idle in transaction 12 min)' },
    moreRoots: 0,
  });
  expect(headlineOf(many)).toMatchObject({
    root: { key: 'gid:checkout-81', text: 'prepared checkout-81 (3 h 14 min)' },
    moreRoots: 5,
  });
  expect(headlineOf(quiet)).toEqual({ waiting: 'Nobody waits', longest: null, root: null, moreRoots: 0 });
});

test('a deadlock in the making is called so', () => {
  const roots = many.roots.filter(({ isDeadlock }) => isDeadlock);
  expect(headlineOf(snapshotOf({ ...many, roots })).root).toMatchObject({
    word: 'deadlock in the making',
    key: '7400',
  });
});

test('who waits is said to wait, and a hidden state is said to be hidden', () => {
  expect(describeState(session({ waitedMs: 41_200 }))).toBe('waits 41 s');
  expect(describeState(session({ state: 'idle in transaction', stateAgeMs: 725_000 }))).toBe(
    'idle in transaction 12 min',
  );
  expect(describeState(session({ state: null, isHidden: true }))).toBe('hidden');
});

test.each([
  [400, '0 s'],
  [1_900, '1 s'],
  [59_999, '59 s'],
  [725_000, '12 min'],
  [11_640_000, '3 h 14 min'],
])('an age of %i ms is read as %s', (ms, text) => {
  expect(formatAge(ms)).toBe(text);
});

test('who waits for those alone that go on follows them', () => {
  const prediction = predict({
    goOn: [5120],
    mayGoOn: [],
    stillWait: [
      { pid: 5140, waitsFor: [5133] },
      { pid: 5133, waitsFor: [5120] },
    ],
  });
  expect(describePrediction(prediction)).toBe('1 goes on at once, 2 follow');
});

test('who waits for others as well is said to wait for them', () => {
  const prediction = predict({
    goOn: [2, 3],
    mayGoOn: [],
    stillWait: [
      { pid: 4, waitsFor: [2, 9] },
      { pid: 5, waitsFor: [4] },
    ],
  });
  expect(prediction.follow).toEqual([]);
  expect(describePrediction(prediction)).toBe('2 go on at once, 2 still wait for pid 2, pid 9 and pid 4');
  expect(describePrediction(predict({ goOn: [], mayGoOn: [], stillWait: [{ pid: 4, waitsFor: [0] }] }))).toBe(
    'nobody goes on at once, 1 still waits for a prepared transaction',
  );
});

test('who is let go with others may have to queue, and who is behind them follows', () => {
  const prediction = predict({ goOn: [], mayGoOn: [2, 3], stillWait: [{ pid: 4, waitsFor: [3] }] });
  expect(describePrediction(prediction)).toBe(
    'nobody goes on at once, 2 may go on or queue for the same, 1 follows',
  );
});

test('nobody is freed of one for whom nobody waits', () => {
  expect(describePrediction(predict({ goOn: [], mayGoOn: [], stillWait: [] }))).toBe('nobody waits for it');
});

test('a cap is said where there is one', () => {
  expect(describeCap(5_000, 61_244)).toBe('first 5,000 of 61,244');
  expect(describeCap(12, 12)).toBeNull();
});

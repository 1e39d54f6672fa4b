import { expect, test } from 'vitest';
import { comparison } from '../../gallery/exampleChanges';
import { lostConnection } from '../../gallery/exampleErrors';
import { diffFixtures } from './DiffView.fixtures';
import { comparingOf, type DiffState, findChoiceObstacle } from './diffState';

const silent = { latest: null, error: null, isEnded: false };
const stateOf = (name: string): DiffState => {
  const state = diffFixtures[name];
  if (!state) throw new Error(`there is no fixture ${name}`);
  return state;
};

test('until anything is known there is a skeleton, afterwards never again', () => {
  expect(stateOf('comparing').kind).toBe('comparing');
  expect(stateOf('comparing again').kind).toBe('shown');
  expect(stateOf('stale').kind).toBe('shown');
  expect(stateOf('failed').kind).toBe('failed');
});

test('a folder that is not trusted is asked about before its code runs', () => {
  expect(stateOf('untrusted').kind).toBe('untrusted');
});

test('reading says what is read, and how far it is where that is known', () => {
  const reading = {
    phase: 'reading',
    side: 'from',
    what: 'replaying a',
    doneCount: 3,
    totalCount: 12,
  } as const;
  expect(comparingOf({ ...silent, latest: reading }, true)).toEqual({
    kind: 'running',
    progress: { text: 'Replaying a: 3 of 12', fraction: 0.25 },
  });
  expect(comparingOf({ ...silent, latest: { ...reading, totalCount: null } }, true)).toMatchObject({
    progress: { text: 'Replaying a', fraction: null },
  });
});

test('a comparison ends done, failed, cancelled or cut off', () => {
  expect(comparingOf({ ...silent, latest: { phase: 'done', comparison } }, true).kind).toBe('idle');
  expect(comparingOf({ ...silent, error: lostConnection }, true)).toMatchObject({ error: lostConnection });
  expect(comparingOf(silent, false)).toMatchObject({ kind: 'failed', error: { kind: 'cancelled' } });
  expect(comparingOf({ ...silent, isEnded: true }, true)).toMatchObject({ error: { kind: 'cancelled' } });
});

test('nothing is done with what is chosen while it is compared again, or with nothing', () => {
  const chosen = new Set(['a']);
  const progress = { text: '', fraction: null };
  expect(findChoiceObstacle({ comparing: { kind: 'idle' }, chosen })).toBeNull();
  expect(findChoiceObstacle({ comparing: { kind: 'running', progress }, chosen })).toMatch(/Comparing/);
  expect(findChoiceObstacle({ comparing: { kind: 'idle' }, chosen: new Set() })).toMatch(/Choose/);
});

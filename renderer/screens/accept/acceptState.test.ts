import { expect, test } from 'vitest';
import { difference } from '../../gallery/exampleFiles';
import { type AcceptShown, findObstacle } from './acceptState';

const state: AcceptShown = {
  kind: 'shown',
  difference,
  reason: 'only a comment',
  typedName: '',
  place: { name: 'shop', role: 'staging', database: 'shop', project: null },
  recordedAs: null,
  accepting: { kind: 'idle' },
};

test('a difference with a reason can be accepted, one without can’t', () => {
  expect(findObstacle(state)).toBeNull();
  expect(findObstacle({ ...state, reason: '  ' })).toMatch(/why/);
});

test('a file that was put back has nothing to accept', () => {
  const same = { ...difference, afterChecksum: difference.beforeChecksum ?? '' };
  expect(findObstacle({ ...state, difference: same })).toMatch(/nothing to accept/);
});

test('in production the name of the database has to be typed exactly', () => {
  const production = { ...state, place: { ...state.place, role: 'production' } } as const;
  expect(findObstacle({ ...production, typedName: 'shop ' })).toMatch(/name of the database/);
  expect(findObstacle({ ...production, typedName: 'shop' })).toBeNull();
});

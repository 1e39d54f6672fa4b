import { expect, test } from 'vitest';
import { forgotten, prepared } from '../../../gallery/exampleSessions';
import { choicesOf, freedBy, type InspectorState, NO_SIGNAL } from './inspectorState';

const none = { goOn: [], mayGoOn: [], stillWait: [] };
const freeing = {
  means: 'terminate',
  why: 'There is no statement to cancel.',
  byCancel: none,
  byEnd: { goOn: [5120], mayGoOn: [], stillWait: [] },
} as const;
const state: InspectorState = {
  key: '4711',
  party: { kind: 'session', key: '4711', session: forgotten },
  isNow: true,
  freeing: { kind: 'shown', freeing },
  awaitedRow: null,
  signal: NO_SIGNAL,
};
const obstacles = (change: Partial<InspectorState>) =>
  choicesOf({ ...state, ...change }, false).map(({ verb, obstacle }) => [verb, obstacle]);

test('nothing can be ended before it is known what that would do, nor in the past', () => {
  for (const change of [{ freeing: { kind: 'loading' } }, { isNow: false }] as const) {
    for (const [, obstacle] of obstacles(change)) expect(obstacle).not.toBeNull();
  }
});

test('where a cancel is not enough the button says why', () => {
  expect(obstacles({})).toEqual([
    ['cancel', 'There is no statement to cancel.'],
    ['terminate', null],
  ]);
});

test('where a cancel is enough a terminate is possible too', () => {
  const shown = { kind: 'shown', freeing: { ...freeing, means: 'cancel' } } as const;
  expect(choicesOf({ ...state, freeing: shown }, false).map(({ isEnough }) => isEnough)).toEqual([
    true,
    false,
  ]);
  expect(obstacles({ freeing: shown }).every(([, obstacle]) => obstacle === null)).toBe(true);
});

test('nothing is urged where nobody waits', () => {
  const shown = { kind: 'shown', freeing: { ...freeing, byEnd: none } } as const;
  expect(choicesOf({ ...state, freeing: shown }, false).some(({ isEnough }) => isEnough)).toBe(false);
});

test('who is gone can’t be ended again', () => {
  const shown = {
    kind: 'shown',
    freeing: { ...freeing, means: 'none', why: 'It is gone already.' },
  } as const;
  expect(obstacles({ freeing: shown }).map(([, obstacle]) => obstacle)).toEqual([
    'It is gone already.',
    'It is gone already.',
  ]);
});

test('a prepared transaction is rolled back, and only in its own database', () => {
  const shown = { kind: 'shown', freeing: { ...freeing, means: 'rollback-prepared' } } as const;
  const of = (isInThisDatabase: boolean) =>
    obstacles({
      freeing: shown,
      party: { kind: 'prepared', key: 'gid:x', prepared: prepared({ isInThisDatabase }) },
    });
  expect(of(true)).toEqual([['rollback-prepared', null]]);
  expect(of(false)[0]?.[1]).toContain('only there');
});

test('only production asks before a cancel', () => {
  expect(choicesOf(state, false)[0]?.label).toBe('Cancel statement');
  expect(choicesOf(state, true)[0]?.label).toBe('Cancel statement…');
});

test('what is predicted is of the verb that is asked about', () => {
  expect(freedBy(freeing, 'cancel')).toBe(none);
  expect(freedBy(freeing, null).goOn).toEqual([5120]);
});

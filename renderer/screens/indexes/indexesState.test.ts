import { expect, test } from 'vitest';
import { lostConnection } from '../../gallery/exampleErrors';
import { twinCard } from '../../gallery/exampleIndexes';
import { EMPTY_FORM, findExplainObstacle, findMissing, workOf } from './indexesState';

const none = { latest: null, error: null, isEnded: false };

test('work is told as it comes, and is over when it is done', () => {
  expect(workOf(null, none)).toEqual({ kind: 'idle' });
  expect(workOf('refresh', none)).toMatchObject({ kind: 'running', fraction: null });
  const latest = { phase: 'cloning', message: 'Making 3 objects', fraction: 0.4 } as const;
  expect(workOf('refresh', { ...none, latest })).toMatchObject({ text: 'Making 3 objects', fraction: 0.4 });
  const done = { phase: 'done', twin: twinCard, uncloned: [] } as const;
  expect(workOf('refresh', { ...none, latest: done })).toEqual({ kind: 'idle' });
  const failed = { phase: 'failed', error: lostConnection } as const;
  expect(workOf('advise', { ...none, latest: failed })).toMatchObject({ kind: 'failed', name: 'advise' });
});

test('nothing is explained before there is a twin and a statement', () => {
  const idle = { kind: 'idle' } as const;
  const ready = { kind: 'ready', card: twinCard } as const;
  expect(findExplainObstacle('SELECT 1', { kind: 'none' }, idle)).toBe('Refresh the twin first.');
  expect(findExplainObstacle(' ', ready, idle)).toBe('Paste a statement first.');
  expect(findExplainObstacle('SELECT 1', ready, idle)).toBeNull();
});

test('files need a message, and a parent where there are several heads', () => {
  const form = { ...EMPTY_FORM, message: 'faster' };
  expect(findMissing(EMPTY_FORM, 1, ['a'])).toBe('Say in a few words what it will do.');
  expect(findMissing(form, 0, ['a'])).toBe('No suggestion is chosen.');
  expect(findMissing(form, 1, ['a', 'b'])).toBe('Choose what it follows.');
  expect(findMissing({ ...form, parent: 'b' }, 1, ['a', 'b'])).toBeNull();
});

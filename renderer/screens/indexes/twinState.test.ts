import { expect, test } from 'vitest';
import { lostConnection } from '../../gallery/exampleErrors';
import { twinCard } from '../../gallery/exampleTwin';
import { workOf } from './twinState';

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

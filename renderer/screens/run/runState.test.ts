import { expect, test } from 'vitest';
import type { RunSnapshot } from '../../../electron/contract/runs';
import { lostConnection, otherRunner, syntaxError } from '../../gallery/exampleErrors';
import { billing, run } from '../../gallery/exampleRun';
import { describeFailure, describeRun, progressPercent, type RunShown, runState, runTitle } from './runState';

const read = { run, error: null, hasAskedToCancel: false, cancelError: null };

function shown(change: Partial<RunSnapshot> = {}, hasAskedToCancel = false): RunShown {
  const state = runState({ ...read, run: { ...run, ...change }, hasAskedToCancel });
  if (state.kind !== 'shown') throw new Error(state.kind);
  return state;
}

test('without a snapshot it is loading, or the stream’s error', () => {
  expect(runState({ ...read, run: null })).toEqual({ kind: 'loading' });
  expect(runState({ ...read, run: null, error: lostConnection })).toMatchObject({ kind: 'failed' });
});

test('a broken stream leaves the last snapshot, marked as old', () => {
  expect(runState({ ...read, error: lostConnection })).toMatchObject({
    kind: 'shown',
    stale: lostConnection,
  });
});

test('one click on Cancel shows at once, until the run has ended', () => {
  expect(shown({}, true).isCancelling).toBe(true);
  expect(describeRun(shown({}, true))).toBe('Cancelling…');
  expect(shown({ phase: 'ended', outcome: 'done' }, true).isCancelling).toBe(false);
});

test('a Cancel that could not be asked for can be clicked again', () => {
  const state = runState({ ...read, hasAskedToCancel: true, cancelError: lostConnection });
  expect(state).toMatchObject({ isCancelling: false, cancelError: lostConnection });
});

test.each([
  [{}, 'Running 3 of 5: 20260210090000-backfill-order-totals.js'],
  [{ direction: 'down' }, 'Undoing 3 of 5: 20260210090000-backfill-order-totals.js'],
  [
    { phase: 'waiting', holder: otherRunner },
    'Waiting for another run: pid 4711 lockstep run (ci at 10.0.0.7)',
  ],
  [{ phase: 'waiting' }, 'Waiting for the run lock'],
  [{ phase: 'starting', current: null }, 'Loading the project’s code'],
  [{ phase: 'checking' }, 'Asking the database what became of it'],
  [{ phase: 'ended', outcome: 'done', doneCount: 5 }, 'Done: 5 revisions applied in 14 s'],
  [{ phase: 'ended', outcome: 'done', doneCount: 1, direction: 'down' }, 'Done: 1 revision undone in 14 s'],
  [{ phase: 'ended', outcome: 'failed' }, 'Failed after 14 s: 2 of 5 applied'],
  [{ phase: 'ended', outcome: 'cancelled' }, 'Cancelled after 14 s: 2 of 5 applied'],
] satisfies readonly (readonly [Partial<RunSnapshot>, string])[])('%o reads "%s"', (change, text) => {
  expect(describeRun(shown(change))).toBe(text);
});

test('who is waited for is told in the same line', () => {
  const current = run.current && { ...run.current, blockers: [billing, billing] };
  expect(describeRun(shown({ current }))).toMatch(
    /: 2026.* · waits for pid 4711 billing \(dana\), idle in transaction 12 min and 1 more$/,
  );
});

test('the bar is empty when there are no steps yet', () => {
  expect(progressPercent({ ...run, steps: [], doneCount: 0 })).toBe(0);
  expect(progressPercent(run)).toBe(40);
});

test.each([
  ['up', 'head', 'Upgrade to head'],
  ['down', '-1', 'Downgrade by 1'],
  ['down', 'base', 'Downgrade to base'],
] as const)('%s to %s is titled "%s"', (direction, target, title) => {
  expect(runTitle(direction, target)).toBe(title);
});

test('the copied failure names the revision, the place and the statement', () => {
  const text = describeFailure(run, {
    revision: 'a.js',
    error: syntaxError,
    databaseState: 'The database is as it was before this revision.',
  });
  expect(text).toContain('Upgrade to head failed in a.js');
  expect(text).toContain('SQLSTATE: 42601');
  expect(text).toContain('Position: 26');
  expect(text).toContain('ADD COLUM total');
  expect(text).toContain('as it was before');
});

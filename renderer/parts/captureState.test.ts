import { expect, test } from 'vitest';
import type { CaptureSnapshot } from '../../electron/contract/revisions';
import { lostConnection } from '../gallery/exampleErrors';
import { handOff } from '../gallery/exampleHandOff';
import type { Streamed } from '../useStream';
import { captureState, describeProgress } from './captureState';

const silent: Streamed<CaptureSnapshot> = { latest: null, error: null, isEnded: false };
const capturing = { phase: 'capturing', doneCount: 2, totalCount: 5, revision: 'a.js' } as const;

test('before anything is heard it runs, and says so', () => {
  expect(captureState(silent)).toEqual({ kind: 'running', progress: null });
  expect(describeProgress(null)).toBe('Asking for the SQL');
});

test('progress counts revisions', () => {
  expect(captureState({ ...silent, latest: capturing })).toEqual({ kind: 'running', progress: capturing });
  expect(describeProgress(capturing)).toBe('Running the revisions on the local server: 2 of 5');
});

test('the result stays when the stream ends', () => {
  expect(captureState({ ...silent, latest: { phase: 'done', handOff }, isEnded: true })).toEqual({
    kind: 'done',
    handOff,
  });
});

test('a failure says which revision, and a broken stream is a failure', () => {
  const failed = { phase: 'failed', revision: 'a.js', error: lostConnection } as const;
  expect(captureState({ ...silent, latest: failed })).toMatchObject({ kind: 'failed', revision: 'a.js' });
  expect(captureState({ ...silent, latest: capturing, error: lostConnection })).toMatchObject({
    kind: 'failed',
    error: lostConnection,
  });
});

test('a stream that ends without a result is no endless progress bar', () => {
  expect(captureState({ ...silent, latest: capturing, isEnded: true }).kind).toBe('failed');
});

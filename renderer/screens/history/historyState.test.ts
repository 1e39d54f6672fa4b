import { expect, test } from 'vitest';
import { history, lostConnection, revision, source } from '../../gallery/examples';
import { filterRevisions, type HistoryRead, historyState, moveSelection, summarise } from './historyState';

const nothing: HistoryRead = {
  demo: null,
  history: null,
  error: null,
  source: null,
  sourceError: null,
  filter: '',
  at: null,
  isInspecting: false,
  runningId: null,
};

test('before anything is read it is loading', () => {
  expect(historyState(nothing).kind).toBe('loading');
});

test('while the demo starts it shows how far the demo is', () => {
  const demo = { phase: 'preparing', message: 'Loading orders', fraction: 0.4 } as const;
  expect(historyState({ ...nothing, demo })).toEqual({ kind: 'booting', demo });
});

test('a demo that failed stays on the screen, whatever the calls that waited for it say', () => {
  const demo = { phase: 'failed', message: 'No space left.' } as const;
  expect(historyState({ ...nothing, demo, error: lostConnection }).kind).toBe('booting');
});

test('an error without a history is a failure; with one, the history is stale', () => {
  expect(historyState({ ...nothing, error: lostConnection }).kind).toBe('failed');
  expect(historyState({ ...nothing, history, error: lostConnection })).toMatchObject({
    kind: 'shown',
    stale: lostConnection,
  });
});

test('the source of another revision is never shown with the selected one', () => {
  const at = history.revisions[0]?.name ?? '';
  const other = { ...source, name: 'another.js' };
  expect(historyState({ ...nothing, history, at, source: other })).toMatchObject({
    source: { kind: 'loading' },
  });
  const own = { ...source, name: at };
  expect(historyState({ ...nothing, history, at, source: own })).toMatchObject({ source: { kind: 'shown' } });
});

test('a name in the address that is not in the list selects nothing', () => {
  expect(historyState({ ...nothing, history, at: 'gone.js' })).toMatchObject({ selected: null });
});

const rows = ['c', 'b', 'a'].map((name) => revision({ name }));

test.each([
  [null, 'ArrowDown', 'c'],
  [null, 'ArrowUp', 'c'],
  [null, 'End', 'a'],
  ['c', 'ArrowDown', 'b'],
  ['c', 'ArrowUp', 'c'],
  ['a', 'ArrowDown', 'a'],
  ['a', 'Home', 'c'],
  ['c', 'PageDown', 'a'],
  ['b', 'End', 'a'],
] as const)('from %s the key %s moves to %s', (at, key, to) => {
  expect(moveSelection(rows, at, key)).toBe(to);
});

test('in an empty list no key selects anything', () => {
  expect(moveSelection([], null, 'ArrowDown')).toBeNull();
});

test('the filter wants every word, in the name or the state, in any case', () => {
  const found = filterRevisions(history.revisions, 'ORDER pending').map(({ name }) => name);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((name) => name.includes('order'))).toBe(true);
  expect(filterRevisions(history.revisions, '  ')).toBe(history.revisions);
});

test('the summary counts what needs a look', () => {
  const odd = {
    ...history,
    revisions: [revision({ state: 'changed' }), revision({ state: 'changed' })],
    pendingCount: 0,
  };
  expect(summarise(odd)).toEqual({ applied: 2, pending: 0, attention: [{ state: 'changed', count: 2 }] });
});

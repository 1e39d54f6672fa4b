import { expect, test } from 'vitest';
import { branchedHistory } from '../../gallery/exampleBranches';
import { lostConnection } from '../../gallery/exampleErrors';
import { history, revision, source } from '../../gallery/examples';
import { filterRevisions, type HistoryRead, historyState, notableFindings, summarise } from './historyState';

const nothing: HistoryRead = {
  demo: null,
  history: null,
  error: null,
  source: null,
  sourceError: null,
  log: null,
  logError: null,
  capture: { kind: 'none' },
  editing: { kind: 'idle' },
  filter: '',
  at: null,
  isInspecting: false,
  view: 'list',
  tab: 'source',
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
  const inspecting = { ...nothing, history, at, isInspecting: true };
  expect(historyState({ ...inspecting, source: other })).toMatchObject({
    inspector: { source: { kind: 'loading' } },
  });
  const own = { ...source, name: at };
  expect(historyState({ ...inspecting, source: own })).toMatchObject({
    inspector: { source: { kind: 'shown' } },
  });
});

test('a name in the address that is not in the list selects nothing', () => {
  expect(historyState({ ...nothing, history, at: 'gone.js', isInspecting: true })).toMatchObject({
    selected: null,
    inspector: null,
  });
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

test('a label finds what is on its branch', () => {
  const found = filterRevisions(branchedHistory.revisions, 'billing');
  expect(found).toHaveLength(3);
});

test('that something pends is no note, and several heads have a banner', () => {
  expect(notableFindings(branchedHistory).map(({ kind }) => kind)).toEqual([
    'interrupted',
    'changed',
    'renamed',
  ]);
});

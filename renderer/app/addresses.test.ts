import { expect, test } from 'vitest';
import {
  acceptAddress,
  authoringAddress,
  connectionAddress,
  diffAddress,
  driftAddress,
  hereOf,
  historyAddress,
  planAddress,
  readDiffPlace,
  runAddress,
  stampAddress,
} from './addresses';

const pair = { connectionId: 'demo', projectId: 'a/b' };

test('ids and targets can hold anything', () => {
  expect(planAddress(pair, 'up', 'x y#1.sql')).toBe('/c/demo/p/a%2Fb/plan/up/x%20y%231.sql');
  expect(runAddress(pair, '7')).toBe('/c/demo/p/a%2Fb/run/7');
  expect(connectionAddress('ü')).toBe('/connect/%C3%BC');
  expect(connectionAddress('demo', 'a b')).toBe('/connect/demo?project=a+b');
});

test('the history says what is selected, open and filtered, and nothing when nothing is', () => {
  expect(historyAddress(pair)).toBe('/c/demo/p/a%2Fb/history');
  expect(historyAddress(pair, { filter: 'a&b', inspecting: true })).toBe(
    '/c/demo/p/a%2Fb/history?filter=a%26b',
  );
  expect(historyAddress(pair, { at: 'x.js', inspecting: true })).toBe(
    '/c/demo/p/a%2Fb/history?at=x.js&inspect=1',
  );
});

test('the graph and a tab other than the first are said, the tab only of what is open', () => {
  expect(historyAddress(pair, { view: 'graph', tab: 'log' })).toBe('/c/demo/p/a%2Fb/history?view=graph');
  expect(historyAddress(pair, { at: 'x', inspecting: true, tab: 'log' })).toBe(
    '/c/demo/p/a%2Fb/history?at=x&inspect=1&tab=log',
  );
});

test('a panel says what it is about', () => {
  expect(authoringAddress(pair, 'merge', ['a', 'b'])).toBe('/c/demo/p/a%2Fb/files/merge?head=a&head=b');
  expect(authoringAddress(pair, 'revision')).toBe('/c/demo/p/a%2Fb/files/revision');
  expect(stampAddress(pair, ['head'], true)).toBe('/c/demo/p/a%2Fb/stamp?target=head&purge=1');
  expect(acceptAddress(pair, 'a b.js')).toBe('/c/demo/p/a%2Fb/accept/a%20b.js');
});

test('a comparison is read from its address as it was written there', () => {
  const places = [
    { from: hereOf(pair), to: { kind: 'models' }, filter: '', at: null, inspecting: false, panel: null },
    {
      from: { kind: 'applied' },
      to: hereOf(pair),
      filter: 'a&b',
      at: 'table x.y',
      inspecting: true,
      panel: 'proof',
    },
    {
      from: hereOf(pair),
      to: { kind: 'connection', connectionId: 'a:b' },
      filter: '',
      at: 'x',
      inspecting: false,
      panel: 'adopt',
    },
    {
      from: { kind: 'saved', catalogId: '7' },
      to: { kind: 'models' },
      filter: '',
      at: null,
      inspecting: false,
      panel: null,
    },
  ] as const;
  for (const place of places) {
    const [, search = ''] = diffAddress(pair, place).split('?');
    expect(readDiffPlace(pair, new URLSearchParams(search))).toEqual(place);
  }
});

test('what is usual is not said, and what is not understood is taken for it', () => {
  expect(diffAddress(pair)).toBe('/c/demo/p/a%2Fb/diff');
  expect(driftAddress(pair)).toBe('/c/demo/p/a%2Fb/diff?from=applied&to=here');
  expect(readDiffPlace(pair, new URLSearchParams('from=what&to=saved:&do=x'))).toMatchObject({
    from: hereOf(pair),
    to: hereOf(pair),
    panel: null,
  });
});

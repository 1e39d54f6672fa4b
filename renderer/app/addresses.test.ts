import { expect, test } from 'vitest';
import {
  acceptAddress,
  authoringAddress,
  connectionAddress,
  historyAddress,
  planAddress,
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

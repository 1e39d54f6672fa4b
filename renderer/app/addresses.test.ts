import { expect, test } from 'vitest';
import { connectionAddress, historyAddress, planAddress, runAddress } from './addresses';

const pair = { connectionId: 'demo', projectId: 'a/b' };

test('ids and targets can hold anything', () => {
  expect(planAddress(pair, 'up', 'x y#1.sql')).toBe('/c/demo/p/a%2Fb/plan/up/x%20y%231.sql');
  expect(runAddress(pair, '7')).toBe('/c/demo/p/a%2Fb/run/7');
  expect(connectionAddress('ü')).toBe('/connect/%C3%BC');
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

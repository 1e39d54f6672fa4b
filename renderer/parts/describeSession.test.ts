import { expect, test } from 'vitest';
import { describeBlocker, describeHolder } from './describeSession';

const billing = {
  pid: 4711,
  user: 'dana',
  application: 'billing',
  state: 'idle in transaction',
  query: 'SELECT 1',
  transactionAgeMs: 725_000,
};

test('a blocker is named with what it does and since when', () => {
  expect(describeBlocker(billing)).toBe('pid 4711 billing (dana), idle in transaction 12 min');
});

test('what is hidden from us is left out', () => {
  const hidden = { ...billing, user: null, application: null, state: null, transactionAgeMs: null };
  expect(describeBlocker(hidden)).toBe('pid 4711');
});

test('pid 0 is a prepared transaction', () => {
  expect(describeBlocker({ ...billing, pid: 0 })).toBe('a prepared transaction');
});

test('the holder of the run lock is named with where it comes from', () => {
  const holder = { pid: 7, application: 'lockstep run', user: 'dana', client: '10.0.0.7', since: null };
  expect(describeHolder(holder)).toBe('pid 7 lockstep run (dana at 10.0.0.7)');
  expect(describeHolder({ ...holder, client: null })).toBe('pid 7 lockstep run (dana)');
});

import { expect, test } from 'vitest';
import { facts } from '../gallery/exampleConnections';
import { lostConnection } from '../gallery/exampleErrors';
import { describeServer } from './frameState';

test('the top bar says what the server is', () => {
  expect(describeServer({ kind: 'open', facts })).toBe('PG 18.4 · primary');
  expect(describeServer({ kind: 'open', facts: { ...facts, isStandby: true, isReadOnly: true } })).toBe(
    'PG 18.4 · standby · read-only',
  );
});

test('what is not known is not claimed', () => {
  expect(describeServer({ kind: 'none' })).toBe('');
  expect(describeServer({ kind: 'connecting' })).toBe('connecting…');
  expect(describeServer({ kind: 'failed', error: lostConnection })).toBe('not connected');
});

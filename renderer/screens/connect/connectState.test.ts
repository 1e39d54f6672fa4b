import { expect, test } from 'vitest';
import { connections, facts, stagingConnection } from '../../gallery/exampleConnections';
import { lostConnection, wrongPassword } from '../../gallery/exampleErrors';
import { describeServer, findConnection, likelyRole, openingOf } from './connectState';

const nothing = { facts: null, error: null, passwordError: null, isBusy: false, hasPassword: false };

test('a refused password is a question first, and an error after one was given', () => {
  expect(openingOf({ ...nothing, error: wrongPassword })).toMatchObject({
    kind: 'needs-password',
    error: null,
  });
  expect(openingOf({ ...nothing, error: wrongPassword, hasPassword: true })).toMatchObject({
    error: wrongPassword,
  });
  expect(openingOf({ ...nothing, error: wrongPassword, passwordError: wrongPassword })).toMatchObject({
    kind: 'needs-password',
    error: wrongPassword,
  });
});

test('other failures are failures, and facts beat them all', () => {
  expect(openingOf(nothing)).toEqual({ kind: 'connecting' });
  expect(openingOf({ ...nothing, error: lostConnection })).toEqual({ kind: 'failed', error: lostConnection });
  expect(openingOf({ ...nothing, error: wrongPassword, passwordError: lostConnection }).kind).toBe('failed');
  expect(openingOf({ ...nothing, facts, error: lostConnection })).toEqual({ kind: 'open', facts });
});

test('the server is told with what it can’t do', () => {
  expect(describeServer({ ...facts, isStandby: true, isReadOnly: true, tls: true })).toBe(
    'PostgreSQL 18.4 · standby · read-only · postgres in shop · encrypted',
  );
});

test.each([
  ['production', 'production'],
  ['prod-eu', 'production'],
  ['preprod', 'staging'],
  ['staging', 'staging'],
  ['test', 'development'],
] as const)('an environment named %s is likely %s', (environment, role) => {
  expect(likelyRole(environment)).toBe(role);
});

test('the same database as another user is another connection', () => {
  expect(findConnection(stagingConnection, connections)).toBe(stagingConnection);
  expect(findConnection({ ...stagingConnection, user: 'reader' }, connections)).toBeNull();
});

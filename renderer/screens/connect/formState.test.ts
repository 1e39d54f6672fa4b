import { expect, test } from 'vitest';
import type { Target } from '../../../electron/contract/connections';
import { changeForm, describeTarget, EMPTY_FORM, fillFrom, toConnectionInput } from './formState';

const target: Target = { host: 'db', port: 6543, database: 'shop', user: 'dana', tls: 'require' };

test('a pasted URL gives its password away to the password field', () => {
  const form = changeForm(EMPTY_FORM, { url: ' postgres://dana:s%40cret@db:6543/shop?sslmode=require ' });
  expect(form.url).toBe('postgres://dana@db:6543/shop?sslmode=require');
  expect(form.password).toBe('s@cret');
});

test('a URL without a password leaves the password that was typed', () => {
  const form = changeForm({ ...EMPTY_FORM, password: 'typed' }, { url: 'postgres://dana@db/shop' });
  expect(form.password).toBe('typed');
});

test('a password that is not well encoded stays as it is', () => {
  expect(changeForm(EMPTY_FORM, { url: 'postgres://dana:50%@db/shop' }).password).toBe('50%');
});

test('the fields show what the URL says, and changing one makes the fields count', () => {
  const filled = fillFrom(changeForm(EMPTY_FORM, { url: 'postgres://dana@db:6543/shop' }), target);
  expect(toConnectionInput(filled)?.where).toEqual({ url: 'postgres://dana@db:6543/shop' });
  const changed = changeForm(filled, { database: 'shop2' });
  expect(toConnectionInput(changed)?.where).toEqual({ ...target, database: 'shop2' });
});

test('name, role and password do not touch the URL', () => {
  const form = changeForm({ ...EMPTY_FORM, url: 'postgres://dana@db/shop' }, { name: 'x', role: 'staging' });
  expect(toConnectionInput(form)).toEqual({
    name: 'x',
    role: 'staging',
    where: { url: 'postgres://dana@db/shop' },
  });
});

test.each(['', '0', '65536', '5.5', 'x'])('port "%s" is not complete', (port) => {
  expect(toConnectionInput({ ...fillFrom(EMPTY_FORM, target), port })).toBeNull();
});

test('an empty form is not complete', () => {
  expect(toConnectionInput(EMPTY_FORM)).toBeNull();
});

test('without a TLS choice core decides', () => {
  expect(toConnectionInput({ ...fillFrom(EMPTY_FORM, target), tls: '' })?.where).not.toHaveProperty('tls');
});

test('the target is told as it will be used', () => {
  expect(describeTarget(target)).toBe('dana@db:6543/shop · encrypted, server not verified');
});

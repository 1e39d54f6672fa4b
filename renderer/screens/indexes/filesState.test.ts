import { expect, test } from 'vitest';
import { EMPTY_FORM, findMissing } from './filesState';

test('files need a message, and a parent where there are several heads', () => {
  const form = { ...EMPTY_FORM, message: 'faster' };
  expect(findMissing(EMPTY_FORM, 1, ['a'])).toBe('Say in a few words what it will do.');
  expect(findMissing(form, 0, ['a'])).toBe('No suggestion is chosen.');
  expect(findMissing(form, 1, ['a', 'b'])).toBe('Choose what it follows.');
  expect(findMissing({ ...form, parent: 'b' }, 1, ['a', 'b'])).toBeNull();
});

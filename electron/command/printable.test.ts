import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printableLines } from './printable';

const anything = fc.string({ unit: 'binary', maxLength: 40 });
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('nothing that a terminal obeys is left', () => {
  fc.assert(
    fc.property(anything, (text) => !OBEYED.test(printableLines(text)) && !/[\n\t]/.test(printable(text))),
  );
});

test('text without control characters stays as it is', () => {
  fc.assert(
    fc.property(anything, (text) => {
      fc.pre(!OBEYED.test(text));
      expect(printableLines(text)).toBe(text);
    }),
  );
});

test.each([
  ['\u001b[31mred', '\\x1b[31mred'],
  ['a\rb', 'a\\x0db'],
  ['\u202egnp.exe', '\\x202egnp.exe'],
  ['tab\tand\nline', 'tab\\x09and\\x0aline'],
  ['Größe 😀', 'Größe 😀'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

import { expect, test } from 'vitest';
import { formatBytes } from './formatBytes';

test.each([
  ['0', '0 bytes'],
  ['512', '512 bytes'],
  ['8192', '8 kB'],
  ['1536', '1.5 kB'],
  ['18350080', '18 MB'],
  ['9007199254740993', '8 PB'],
])('%s is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

import { expect, test } from 'vitest';
import { readArguments } from './readArguments';

test('without arguments a free port is taken', () => {
  expect(readArguments([])).toEqual({ port: undefined });
  expect(readArguments(['--browser'])).toEqual({ port: undefined });
});

test('a port can be chosen', () => {
  expect(readArguments(['--browser', '--port', '8123'])).toEqual({ port: 8123 });
  expect(readArguments(['--port=1'])).toEqual({ port: 1 });
});

test.each([
  [['--port', '0']],
  [['--port', '65536']],
  [['--port', '-1']],
  [['--port', '80a']],
  [['--port', '1e3']],
  [['--port', '']],
  [['--port']],
  [['--port', '1', '--port', '2']],
  [['--host', '0.0.0.0']],
  [['0.0.0.0']],
])('%j is refused', (args) => {
  expect(() => readArguments(args)).toThrow();
});

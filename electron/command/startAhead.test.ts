import { expect, test } from 'vitest';
import { guessFolder } from './startAhead';

test.each([
  [['upgrade'], '.'],
  [['upgrade', 'head', '--url', 'postgres://x/y'], '.'],
  [['downgrade', '-1', '--project', 'electron'], 'electron'],
  [['upgrade', '--project=electron', '--json'], 'electron'],
])('%j is a run in %s', (words, folder) => {
  expect(guessFolder(words)).toBe(folder);
});

test.each([
  [['current']],
  [[]],
  [['upgrade', '--sql']],
  [['upgrade', '--bundle', 'out']],
  [['downgrade', '--bundle=out']],
  [['upgrade', '--demo']],
  [['upgrade', '-h']],
  [['upgrade', '--project', 'no-such-folder']],
  [['upgrade', '--project', 'package.json']],
  [['upgrade', '--project']],
])('%j runs nothing, or nothing yet', (words) => {
  expect(guessFolder(words)).toBeNull();
});

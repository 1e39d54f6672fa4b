import { expect, test } from 'vitest';
import { candidatesOf } from './candidatesOf';

test.each<readonly [text: string, candidates: readonly string[]]>([
  ['', []],
  ['CREATE INDEX ON a (b)\ncreate index on c (d);\n', ['CREATE INDEX ON a (b)', 'create index on c (d)']],
  ['CREATE INDEX ON a (b); CREATE INDEX ON c (d);', ['CREATE INDEX ON a (b)', 'CREATE INDEX ON c (d)']],
  [
    "-- as the planner has it\nCREATE INDEX i\n  ON a (b)\n  WHERE c = ';';\nCREATE UNIQUE INDEX ON c (d)",
    ["CREATE INDEX i\n  ON a (b)\n  WHERE c = ';'", 'CREATE UNIQUE INDEX ON c (d)'],
  ],
  ['ON a (b)', ['ON a (b)']],
])('indexes to try are told apart, on however many lines they are: %j', (text, candidates) => {
  expect(candidatesOf(text)).toEqual(candidates);
});

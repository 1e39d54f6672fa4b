import { expect, test } from 'vitest';
import { graphFindings, HEAD_B } from '../../../gallery/exampleBranches';
import { revision } from '../../../gallery/examples';
import { describeRevision, problemsByName } from './describeRevision';

test('a revision is named with its state and what marks it', () => {
  const row = revision({ name: '20261003-merge', state: 'applied', revises: ['a', 'b'] });
  expect(describeRevision(row, undefined)).toBe('20261003-merge, applied, merge of 2');
  const marked = { ...row, state: 'rolled-back', branch: 'billing', isHead: true, dependsOn: ['c'] } as const;
  expect(describeRevision(marked, 'in a cycle')).toBe(
    '20261003-merge, rolled back, merge of 2, begins branch billing, head, depends on c, in a cycle',
  );
});

test('what is wrong with a place is known by name, and what a row says itself is not repeated', () => {
  const problems = problemsByName([
    ...graphFindings,
    { kind: 'pending', names: ['another.js'], message: '1 revision pends.', hint: 'Upgrade.' },
  ]);
  expect(problems.get(HEAD_B)).toBe('unknown parent');
  expect(problems.has('another.js')).toBe(false);
});

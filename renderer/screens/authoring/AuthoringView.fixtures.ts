import { branchedHistory, HEAD_A, HEAD_B } from '../../gallery/exampleBranches';
import { mergeFiles, newRevisionFiles, newSqlFiles, rebaseFiles } from '../../gallery/exampleFiles';
import { history, LONG_NAME, PENDING } from '../../gallery/examples';
import { type AuthoringState, likelyForm } from './authoringState';

const idle = { kind: 'idle' } as const;
const names = history.revisions.map(({ name }) => name);
const branchedNames = branchedHistory.revisions.map(({ name }) => name);

const blank: AuthoringState = {
  kind: 'revision',
  form: likelyForm('revision', history, []),
  heads: history.heads,
  names,
  preview: { kind: 'incomplete' },
  writing: idle,
};
const filled: AuthoringState = {
  ...blank,
  form: { ...blank.form, message: 'add weight to products' },
  preview: { kind: 'shown', plan: newRevisionFiles, isOld: false },
};
const merge: AuthoringState = {
  kind: 'merge',
  form: likelyForm('merge', branchedHistory, []),
  heads: branchedHistory.heads,
  names: branchedNames,
  preview: { kind: 'shown', plan: mergeFiles, isOld: false },
  writing: idle,
};
const rebase: AuthoringState = {
  ...merge,
  kind: 'rebase',
  form: { ...likelyForm('rebase', branchedHistory, []), head: HEAD_B, onto: HEAD_A },
  preview: { kind: 'shown', plan: rebaseFiles, isOld: false },
};
const manyHeads = Array.from({ length: 40 }, (_, index) => `20260310${100_000 + index}-branch-${index}.js`);

export const authoringFixtures = {
  'new revision': blank,
  'new revision, filled': filled,
  'new revision, sql': {
    ...filled,
    form: { ...filled.form, format: 'sql' },
    preview: { kind: 'shown', plan: newSqlFiles, isOld: false },
  },
  'new revision, looking': { ...filled, preview: { kind: 'loading' } },
  'new revision, changed since': {
    ...filled,
    preview: { kind: 'shown', plan: newRevisionFiles, isOld: true },
  },
  'new revision, several heads': {
    ...filled,
    heads: branchedHistory.heads,
    names: branchedNames,
    form: { ...filled.form, parents: [HEAD_A], branch: 'tracking', dependsOn: [HEAD_B] },
  },
  'new revision, spliced': {
    ...filled,
    form: { ...filled.form, splice: true, parents: [PENDING[0] ?? '', LONG_NAME] },
  },
  'new revision, refused': {
    ...filled,
    preview: {
      kind: 'failed',
      error: {
        kind: 'bad-input',
        field: 'branch',
        message: 'There is a branch with the label “billing” already.',
        hint: 'Give it another label.',
      },
    },
  },
  writing: { ...filled, writing: { kind: 'working' } },
  'files changed meanwhile': {
    ...filled,
    writing: {
      kind: 'failed',
      error: {
        kind: 'files-changed',
        message: 'Files have changed since this was shown.',
        hint: 'Look again, then write.',
        names: [PENDING.at(-1) ?? ''],
      },
    },
  },
  merge,
  'merge, one head chosen': {
    ...merge,
    form: { ...merge.form, parents: [HEAD_A] },
    preview: { kind: 'incomplete' },
  },
  'merge, 40 heads': { ...merge, heads: manyHeads, form: { ...merge.form, parents: manyHeads } },
  rebase,
  'rebase, refused': {
    ...rebase,
    preview: {
      kind: 'failed',
      error: {
        kind: 'bad-input',
        message: `${HEAD_A} is applied here, and what is applied does not move.`,
        hint: 'Move the other one, or merge.',
        candidates: [HEAD_B],
      },
    },
  },
} satisfies Record<string, AuthoringState>;

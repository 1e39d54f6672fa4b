import { expect, test } from 'vitest';
import { branchedHistory, HEAD_A, HEAD_B } from '../../gallery/exampleBranches';
import { newRevisionFiles, newSqlFiles } from '../../gallery/exampleFiles';
import { type AuthoringState, findObstacle, likelyForm, toAuthoring, writeLabel } from './authoringState';

const { heads } = branchedHistory;
const blank = likelyForm('revision', branchedHistory, []);

test('a new revision needs a message, and with several heads what it follows', () => {
  expect(toAuthoring('revision', blank, ['a'])).toBeNull();
  expect(toAuthoring('revision', { ...blank, message: ' x ' }, ['a'])).toEqual({
    kind: 'revision',
    message: 'x',
  });
  expect(toAuthoring('revision', { ...blank, message: 'x' }, heads)).toBeNull();
  expect(toAuthoring('revision', { ...blank, message: 'x', parents: ['a'] }, heads)).toEqual({
    kind: 'revision',
    message: 'x',
    parents: ['a'],
  });
});

test('only what is filled in is asked for', () => {
  const form = {
    ...blank,
    message: 'x',
    format: 'sql',
    branch: 'b',
    splice: true,
    dependsOn: ['d'],
  } as const;
  expect(toAuthoring('revision', form, ['a'])).toEqual({
    kind: 'revision',
    message: 'x',
    format: 'sql',
    branch: 'b',
    splice: true,
    dependsOn: ['d'],
  });
});

test('a merge is of all heads unless some are asked for, and never of one', () => {
  expect(likelyForm('merge', branchedHistory, []).parents).toEqual(heads);
  expect(likelyForm('merge', branchedHistory, ['x', 'y']).parents).toEqual(['x', 'y']);
  expect(toAuthoring('merge', { ...blank, parents: ['x'] }, heads)).toBeNull();
});

test('what moves is pending, and goes on top of a head that is not', () => {
  const [first, second] = branchedHistory.revisions;
  if (!first || !second) throw new Error('there are no rows');
  const history = { heads, revisions: [first, { ...second, state: 'applied' as const }] };
  expect(likelyForm('rebase', history, [])).toMatchObject({ head: HEAD_B, onto: HEAD_A });
  expect(likelyForm('rebase', history, [HEAD_A])).toMatchObject({ head: HEAD_A, onto: HEAD_B });
});

test('nothing moves on top of itself', () => {
  expect(toAuthoring('rebase', { ...blank, head: 'a', onto: 'a' }, heads)).toBeNull();
});

test('the button waits for what is shown to be of what is filled in', () => {
  const state: AuthoringState = {
    kind: 'revision',
    form: { ...blank, message: 'x' },
    heads: ['a'],
    names: [],
    preview: { kind: 'shown', plan: newRevisionFiles, isOld: true },
    writing: { kind: 'idle' },
  };
  expect(findObstacle(state)).toMatch(/Finding out/);
  expect(
    findObstacle({ ...state, preview: { kind: 'shown', plan: newRevisionFiles, isOld: false } }),
  ).toBeNull();
});

test('the button counts files', () => {
  expect(writeLabel('revision', { kind: 'shown', plan: newSqlFiles, isOld: false })).toBe('Create 2 files');
  expect(writeLabel('merge', { kind: 'shown', plan: newRevisionFiles, isOld: false })).toBe('Write 1 file');
});

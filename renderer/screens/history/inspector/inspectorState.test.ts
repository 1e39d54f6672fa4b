import { expect, test } from 'vitest';
import { branchedHistory, CREATE, HEAD_A, MERGE } from '../../../gallery/exampleBranches';
import { log, logRecord } from '../../../gallery/exampleLog';
import { revision, source, sqlSource } from '../../../gallery/examples';
import { captureTarget, familyOf, type InspectorState, scriptOf, sqlOf, verbsOf } from './inspectorState';

const state: InspectorState = {
  tab: 'sql',
  source: { kind: 'shown', source },
  log: { kind: 'shown', records: [] },
  capture: { kind: 'none' },
  editing: { kind: 'idle' },
};
const applied = revision({ state: 'applied' });

test.each([
  ['pending', ['upgrade', 'stamp', 'edit']],
  ['failed', ['upgrade', 'stamp', 'edit']],
  ['applied', ['downgrade', 'stamp', 'edit']],
  ['changed', ['accept', 'downgrade', 'stamp', 'edit']],
  ['interrupted', ['repair', 'stamp', 'edit']],
  ['missing', ['downgrade', 'stamp']],
  ['running', []],
] as const)('of one that is %s the verbs are %j', (rowState, verbs) => {
  expect(verbsOf(revision({ state: rowState }), ['a'])).toEqual(verbs);
});

test('where the database is already, there is no way down to', () => {
  expect(verbsOf(revision({ state: 'applied', isCurrent: true }), ['a'])).toEqual(['stamp', 'edit']);
});

test('one of several heads can be merged and rebased, the only one can’t', () => {
  const head = revision({ isHead: true });
  expect(verbsOf(head, ['a', 'b'])).toEqual(expect.arrayContaining(['merge', 'rebase']));
  expect(verbsOf(head, ['a'])).not.toContain('merge');
});

test('the SQL of an applied one is what ran last, out of the log', () => {
  const sql = sqlOf(applied, { ...state, log: { kind: 'shown', records: log } });
  expect(sql).toMatchObject({ kind: 'ran', count: 2, record: { id: '43' } });
});

test('what was taken back is not the SQL of what is applied', () => {
  const records = [logRecord({ direction: 'down' }), logRecord()];
  expect(sqlOf(applied, { ...state, log: { kind: 'shown', records } }).kind).toBe('unknown');
});

test('where the log holds no statements the text of an .sql file is the SQL', () => {
  const sqlState: InspectorState = {
    ...state,
    source: { kind: 'shown', source: sqlSource },
    log: { kind: 'shown', records: [logRecord({ statements: null })] },
  };
  expect(sqlOf({ ...applied, format: 'sql' }, sqlState)).toMatchObject({
    kind: 'file',
    text: sqlSource.text,
  });
  expect(sqlOf({ ...applied, format: 'js' }, sqlState).kind).toBe('unknown');
});

test('a pending one does not show what ran of it long ago', () => {
  expect(sqlOf(revision(), { ...state, log: { kind: 'shown', records: log } }).kind).toBe('unknown');
});

test('while the log is read, nothing else is taken for what ran', () => {
  expect(sqlOf({ ...applied, format: 'sql' }, { ...state, log: { kind: 'loading' } }).kind).toBe('loading');
});

test('statements become a script', () => {
  const statements = [
    { sql: ' SELECT 1; ', durationMs: 1 },
    { sql: 'SELECT 2', durationMs: 1 },
  ];
  expect(scriptOf(statements)).toBe('SELECT 1;\nSELECT 2;');
});

test('a capture is of the revision alone, as far as a range can say that', () => {
  expect(captureTarget(revision({ name: 'b', revises: ['a'] }))).toBe('a:b');
  expect(captureTarget(revision({ name: 'a', revises: [] }))).toBe('base:a');
  expect(captureTarget(revision({ name: 'm', revises: ['a', 'b'] }))).toBe('m');
});

test('the family of a merge: both parents, its children, and who needs it', () => {
  const { revisions } = branchedHistory;
  const merge = revisions.find(({ name }) => name === MERGE);
  if (!merge) throw new Error('there is no merge in the example');
  const family = familyOf(merge, revisions);
  expect(family.follows).toHaveLength(2);
  expect(family.followedBy).toHaveLength(1);
  expect(family.neededBy).toHaveLength(1);
  expect(familyOf(revision({ name: HEAD_A }), revisions).followedBy).toEqual([]);
  expect(familyOf(revision({ name: CREATE }), revisions).followedBy).toHaveLength(3);
});

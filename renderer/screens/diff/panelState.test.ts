import { expect, test } from 'vitest';
import { newRevisionFiles } from '../../gallery/exampleFiles';
import { revisionsPlan } from '../../gallery/exampleStatements';
import { EMPTY_FORM, findWriteObstacle, type RevisionPanelState, writeLabel } from './panelState';

const shown = (plan: typeof revisionsPlan) => ({ kind: 'shown', plan, isOld: false }) as const;
const state: RevisionPanelState = {
  kind: 'revision',
  chosenCount: 3,
  form: { ...EMPTY_FORM, message: 'x' },
  heads: ['a'],
  preview: shown(revisionsPlan),
  writing: { kind: 'idle' },
};

test('files that are shown can be written', () => {
  expect(findWriteObstacle(state)).toBeNull();
});

test('a message is needed, something chosen, and with several heads what it follows', () => {
  expect(findWriteObstacle({ ...state, form: { ...EMPTY_FORM, message: ' ' } })).toMatch(/few words/);
  expect(findWriteObstacle({ ...state, chosenCount: 0 })).toMatch(/Nothing is chosen/);
  expect(findWriteObstacle({ ...state, heads: ['a', 'b'] })).toMatch(/follows/);
  expect(findWriteObstacle({ ...state, heads: ['a', 'b'], form: { ...state.form, parent: 'a' } })).toBeNull();
});

test('what is shown has to be of what is filled in, and not empty', () => {
  expect(findWriteObstacle({ ...state, preview: { ...shown(revisionsPlan), isOld: true } })).toMatch(
    /Finding out/,
  );
  expect(findWriteObstacle({ ...state, preview: shown({ ...revisionsPlan, files: null }) })).toMatch(
    /Nothing/,
  );
});

test('adopting in production asks for the name of the database', () => {
  const plan = { ...revisionsPlan, stamps: { database: 'shop', needsDatabaseName: true } };
  const adopting = { ...state, preview: shown(plan) };
  expect(findWriteObstacle(adopting)).toMatch(/name of the database/);
  expect(findWriteObstacle({ ...adopting, form: { ...state.form, typedName: 'shop' } })).toBeNull();
});

test('the button counts files, and says what it stamps', () => {
  const one = { ...revisionsPlan, files: newRevisionFiles };
  expect(writeLabel({ preview: shown(one) })).toBe('Create 1 file');
  const stamps = { database: 'shop', needsDatabaseName: false };
  expect(writeLabel({ preview: shown({ ...one, stamps }) })).toBe('Create 1 file and stamp shop');
});

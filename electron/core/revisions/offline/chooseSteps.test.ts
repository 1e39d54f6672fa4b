import { describe, expect, test } from 'vitest';
import type { RevisionFile } from '../../project/project';
import { type Asked, chooseSteps } from './chooseSteps';

const UNSTATED = { revises: null, branch: null, dependsOn: [], lockTimeoutMs: null, problems: [] };

function file(name: string, stated: Partial<RevisionFile['stated']> = {}): RevisionFile {
  return {
    name,
    path: `/p/${name}`,
    format: 'js',
    checksum: name,
    downPath: null,
    hints: { declaredNone: false, outsideOnly: [] },
    stated: { ...UNSTATED, ...stated },
  };
}

/** 1 - 2 - 3, and 4 beside 3. */
const revisions = [
  file('1-a.js'),
  file('2-b.js'),
  file('3-c.js'),
  file('4-d.js', { revises: ['2-b'], branch: 'side' }),
];

function choose(direction: Asked['direction'], target: string, applied: readonly string[] = []) {
  const steps = chooseSteps({ project: { revisions }, direction, target, applied });
  const names = (files: readonly RevisionFile[]) => files.map(({ name }) => name);
  const { from, to, present, absent, missing } = steps;
  return { before: names(steps.before), wanted: names(steps.wanted), from, to, present, absent, missing };
}

describe('an upgrade', () => {
  test('builds on what is applied, and what it runs must not be', () => {
    expect(choose('up', 'heads', ['1-a.js', '2-b.js'])).toEqual({
      before: ['1-a.js', '2-b.js'],
      wanted: ['3-c.js', '4-d.js'],
      from: ['2-b.js'],
      to: ['3-c.js', '4-d.js'],
      present: ['1-a.js', '2-b.js'],
      absent: ['3-c.js', '4-d.js'],
      missing: [],
    });
  });

  test('of a range takes what its beginning follows as applied, whatever the database holds', () => {
    expect(choose('up', '1-a:4-d', ['9-gone.js'])).toMatchObject({
      before: ['1-a.js'],
      wanted: ['2-b.js', '4-d.js'],
      present: ['1-a.js'],
      missing: [],
    });
  });
});

describe('a downgrade', () => {
  test('undoes the later ones first, and none that follows them may be applied', () => {
    expect(choose('down', '1-a', ['1-a.js', '2-b.js'])).toMatchObject({
      before: ['1-a.js', '2-b.js'],
      wanted: ['2-b.js'],
      from: ['2-b.js'],
      to: ['1-a.js'],
      present: ['1-a.js', '2-b.js'],
      absent: ['3-c.js', '4-d.js'],
    });
  });

  test('of a range goes from the later end to the earlier one', () => {
    expect(choose('down', '3-c:base')).toMatchObject({ wanted: ['3-c.js', '2-b.js', '1-a.js'], to: [] });
  });
});

test('a file with another extension than in the ledger is asked for by the ledger’s name', () => {
  expect(choose('down', '-1', ['1-a.js', '2-b.ts'])).toMatchObject({
    wanted: ['2-b.js'],
    present: ['1-a.js', '2-b.ts'],
  });
});

test('what is applied without a file is expected in the ledger, and told', () => {
  expect(choose('up', '3-c', ['1-a.js', '2-b.js', '2-gone.js'])).toMatchObject({
    present: ['1-a.js', '2-b.js', '2-gone.js'],
    missing: ['2-gone.js'],
  });
});

test('files whose places are not known are refused', () => {
  const broken = [file('1-a.js', { revises: ['nowhere'] })];
  expect(() =>
    chooseSteps({ project: { revisions: broken }, direction: 'up', target: 'head', applied: [] }),
  ).toThrow(/nowhere/);
});

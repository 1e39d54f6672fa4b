import { expect, test } from 'vitest';
import type { StatedPlace } from '../../project/project';
import { revisionFile } from '../../testing/revisionFile';
import { buildGraph } from './graph';
import { chooseRange } from './range';
import { chooseDowngrade, chooseNamed, chooseUpgrade } from './targets';

const graphOf = (stated: Readonly<Record<string, Partial<StatedPlace>>>) =>
  buildGraph(Object.entries(stated).map(([name, place]) => revisionFile(name, place)));

const MAIL = graphOf({
  '1-user@host.js': {},
  '2-fax.js': { revises: ['1-user@host'], branch: 'fax' },
  '3-to@fax-2.js': { revises: ['2-fax'] },
  '4-last.js': { revises: ['3-to@fax-2'] },
});

test.each([
  ['1-user@host', '1-user@host.js'],
  ['1-user@host.js', '1-user@host.js'],
  ['1-user@host+1', '2-fax.js'],
  ['3-to@fax-2', '3-to@fax-2.js'],
  ['3-to@fax-2+1', '4-last.js'],
  ['3-to@fax-2-1', '2-fax.js'],
  ['fax@1-user@host', '1-user@host.js'],
  ['fax@head', '4-last.js'],
  ['fax@2-fax+1', '3-to@fax-2.js'],
])('%s is %s, whether an @ is part of a name or behind a label', (text, name) => {
  expect(chooseNamed(MAIL, text)).toEqual([name]);
});

test('what stands before the @ of a whole name need not be a branch', () => {
  const graph = graphOf({ 'x@1.js': {}, 'x@2.js': {} });
  expect(chooseNamed(graph, 'x@1')).toEqual(['x@1.js']);
  expect(chooseNamed(graph, 'x@1.js+1')).toEqual(['x@2.js']);
});

test('what begins like a label that nobody gives is refused by that label', () => {
  expect(() => chooseNamed(MAIL, 'mail@head')).toThrow(/no branch “mail”/);
});

test('a file is found by the extension that it had before', () => {
  const graph = graphOf({ '1-a.ts': {}, '11-a.sql': {} });
  expect(chooseNamed(graph, '1-a.js')).toEqual(['1-a.ts']);
  expect(chooseUpgrade(graph, new Set(), '1-a.mjs')).toEqual(['1-a.ts']);
  expect(() => chooseNamed(graph, '2-a.js')).toThrow(/no revision “2-a\.js”/);
});

test('a label that several files give names no branch', () => {
  const graph = graphOf({ '1.js': { branch: 'x' }, '2.js': { branch: 'x' } });
  expect(() => chooseNamed(graph, 'x@head')).toThrow(
    expect.objectContaining({
      info: expect.objectContaining({ field: 'target', candidates: ['1.js', '2.js'] }),
    }),
  );
});

/** The label is on a revision that depends on another line. */
const DEPENDS = graphOf({
  'x1.js': { revises: [], branch: 'ex' },
  'x2.js': { revises: ['x1'] },
  'y1.js': { revises: [] },
  'y2.js': { revises: ['y1'], dependsOn: ['x2'], branch: 'why' },
});
const ALL = new Set(DEPENDS.order);

test('what a branch depends on is no part of it', () => {
  expect(chooseDowngrade(DEPENDS, ALL, 'why@base')).toEqual(['y2.js', 'y1.js']);
  const between = (range: string) => chooseRange(DEPENDS, range, { current: [], between: true }).names;
  expect(between('ex@base:heads')).toEqual(['x1.js', 'x2.js']);
  expect(between('x1:heads')).toEqual(['x1.js', 'x2.js']);
  expect(() => between('x1:y2')).toThrow(/x1\.js does not come before y2\.js/);
});

test('steps go from where the database is, which is not what another applied revision depends on', () => {
  expect(chooseDowngrade(DEPENDS, ALL, '-1')).toEqual(['y2.js']);
  expect(chooseDowngrade(DEPENDS, ALL, '-2')).toEqual(['y2.js', 'y1.js']);
});

test('a downgrade to steps before the head goes there, and one to the head is refused', () => {
  const line = graphOf({ '1.js': {}, '2.js': {}, '3.js': {} });
  expect(chooseDowngrade(line, new Set(line.order), 'head-1')).toEqual(['3.js']);
  expect(chooseDowngrade(line, new Set(line.order), 'heads-2')).toEqual(['3.js', '2.js']);
  expect(() => chooseDowngrade(line, new Set(['1.js']), 'head-1')).toThrow(/2\.js is not applied/);
  expect(() => chooseDowngrade(line, new Set(line.order), 'head')).toThrow(/not behind/);
});

test('a range to be run begins at base with all that is needed, whatever line base is of', () => {
  const range = chooseRange(DEPENDS, 'ex@base:heads', { current: [], between: false });
  expect(range.names).toEqual(DEPENDS.order);
});

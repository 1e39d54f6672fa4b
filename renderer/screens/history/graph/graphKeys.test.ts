import { expect, test } from 'vitest';
import { graphHistories } from './graph.fixtures';
import { moveInGraph } from './graphKeys';
import { layoutLanes } from './lanes';

const { revisions } = layoutLanes(graphHistories.merge.revisions);
const named = (word: string) =>
  revisions.find(({ row }) => row.name.includes(word))?.row.name ?? `no ${word}`;

test('up and down go along the rows, whatever their lanes', () => {
  expect(moveInGraph(revisions, named('14090000-merge'), 'ArrowDown')).toBe(named('pay-invoices'));
  expect(moveInGraph(revisions, named('pay-invoices'), 'ArrowUp')).toBe(named('14090000-merge'));
  expect(moveInGraph(revisions, named('add-returns'), 'End')).toBe(named('create-orders'));
});

test('aside goes along an edge where there is one', () => {
  expect(moveInGraph(revisions, named('14090000-merge'), 'ArrowRight')).toBe(named('pay-invoices'));
  expect(moveInGraph(revisions, named('create-orders'), 'ArrowRight')).toBe(named('create-invoices'));
  expect(moveInGraph(revisions, named('create-invoices'), 'ArrowLeft')).toBe(named('create-orders'));
});

test('aside goes to the nearest revision where no edge leads that way', () => {
  expect(moveInGraph(revisions, named('track-parcels'), 'ArrowRight')).toBe(named('create-invoices'));
});

test('there is nothing beyond the outermost lanes', () => {
  expect(moveInGraph(revisions, named('14090000-merge'), 'ArrowLeft')).toBeNull();
  expect(moveInGraph(revisions, named('pay-invoices'), 'ArrowRight')).toBeNull();
});

test('another key moves nowhere', () => {
  expect(moveInGraph(revisions, named('pay-invoices'), 'a')).toBeNull();
});

import { expect, test } from 'vitest';
import {
  type IndexesPlace,
  indexesAddress,
  type QueriesPlace,
  queriesAddress,
  readIndexesPlace,
  readQueriesPlace,
} from './adviceAddresses';

const pair = { connectionId: 'demo', projectId: 'a/b' };
const searchOf = (address: string) => new URLSearchParams(address.split('?')[1] ?? '');

test('the rooms say nothing where nothing is chosen', () => {
  expect(indexesAddress(pair)).toBe('/c/demo/p/a%2Fb/indexes');
  expect(queriesAddress(pair)).toBe('/c/demo/p/a%2Fb/queries');
});

test('a place in the Indexes room is read from its address as it was written there', () => {
  const place: IndexesPlace = {
    ...{ filter: 'a&b', at: 'f00d', inspecting: true, dismissed: true, chosen: ['f00d', 'beef'] },
    ...{ panel: 'explain', sql: "SELECT '?&=' FROM a", candidates: ['CREATE INDEX ON a (b)'] },
  };
  expect(readIndexesPlace(searchOf(indexesAddress(pair, place)))).toEqual(place);
  expect(readIndexesPlace(searchOf(indexesAddress(pair, { ...place, panel: null })))).toMatchObject({
    sql: '',
  });
});

test('a place in the Queries room is read from its address, and an order that is not known is the usual one', () => {
  const place: QueriesPlace = { filter: 'orders', at: 'beef', inspecting: true, sort: 'calls' };
  expect(readQueriesPlace(searchOf(queriesAddress(pair, place)))).toEqual(place);
  expect(readQueriesPlace(new URLSearchParams('sort=colour')).sort).toBe('share');
});

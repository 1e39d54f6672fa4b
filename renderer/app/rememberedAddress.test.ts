import { expect, test } from 'vitest';
import { diffAddress } from './addresses';
import { indexesAddress, queriesAddress } from './adviceAddresses';
import { rememberedAddress } from './rememberedAddress';

const pair = { connectionId: 'c', projectId: 'p/q' };
const searchOf = (address: string) => address.split('?')[1] ?? '';

test('a room is remembered with its filter and selection, and without what stood in its place', () => {
  const listed = { filter: 'a b', at: 'x', inspecting: true, chosen: ['x', 'y'], dismissed: true };
  const indexes = indexesAddress(pair, { ...listed, panel: 'explain', sql: 'SELECT 1', candidates: ['i'] });
  expect(rememberedAddress('indexes', pair, searchOf(indexes))).toBe(indexesAddress(pair, listed));
  const queries = queriesAddress(pair, { filter: 'n+1', sort: 'calls', at: 'z' });
  expect(rememberedAddress('queries', pair, searchOf(queries))).toBe(queries);
  const diff = diffAddress(pair, { filter: 'orders', panel: 'proof' });
  expect(rememberedAddress('diff', pair, searchOf(diff))).toBe(diffAddress(pair, { filter: 'orders' }));
});

test('other rooms begin anew, and so does each outside of a project', () => {
  expect(rememberedAddress('history', pair, 'filter=a')).toBeNull();
  expect(rememberedAddress('indexes', null, 'filter=a')).toBeNull();
});

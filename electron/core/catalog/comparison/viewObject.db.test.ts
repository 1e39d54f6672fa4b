import { afterAll, beforeAll, expect, test } from 'vitest';
import { atOnce } from '../../stretches';
import { openPlace, type Place } from '../diff/random/checkPair';
import { compareCatalogs } from './compareCatalogs';
import { viewObject } from './viewObject';

let here: Place;
let there: Place;
beforeAll(async () => {
  [here, there] = [await openPlace('18'), await openPlace('18')];
});
afterAll(async () => {
  for (const place of [here, there]) await place?.close();
});

test('columns in another order are told in one order, and what is new comes last', async () => {
  const from = await here.make('CREATE TABLE orders (id int, customer int, total int)');
  const to = await there.make('CREATE TABLE orders (id int, note text, total bigint, customer int)');
  const view = atOnce(viewObject(compareCatalogs(from, to), 'column public.orders.total'));
  const columns = (ddl: string) =>
    [...ddl.matchAll(/^\s*"(\w+)" (\w+)/gm)].map(([, name, type]) => `${name} ${type}`);
  expect(columns(view.fromDdl)).toEqual(['id integer', 'customer integer', 'total integer']);
  expect(columns(view.toDdl)).toEqual(['id integer', 'customer integer', 'total bigint', 'note text']);
});

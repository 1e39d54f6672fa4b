import { expect, test } from 'vitest';
import { type LocksPlace, locksAddress, readLocksPlace } from './locksAddress';

const read = (address: string) => readLocksPlace(new URLSearchParams(address.split('?')[1] ?? ''));

test('the usual is not said', () => {
  expect(locksAddress('demo')).toBe('/c/demo/locks');
  expect(locksAddress('a/b', read(''))).toBe('/c/a%2Fb/locks');
});

test('an address holds all that the screen shows', () => {
  const place: LocksPlace = {
    view: 'graph',
    tab: 'rows',
    at: 'gid:a b&c',
    inspecting: true,
    filter: '#4711',
    sort: 'waited',
    everyMs: 5_000,
    schema: 'pub.lic',
    table: 'or"ders',
    columns: ['total', 'a,b'],
    sample: 17,
  };
  expect(read(locksAddress('demo', place))).toEqual(place);
});

test('what nobody could have chosen is as if it were not said', () => {
  expect(read('x?view=pie&tab=all&sort=no&every=7&sample=-1')).toEqual(read(''));
});

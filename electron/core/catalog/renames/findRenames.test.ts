import { expect, test } from 'vitest';
import { atOnce } from '../../stretches';
import type { Catalog, CatalogObject } from '../catalog';
import { idInSchema } from '../identity';
import type { Column, Table } from '../table';
import type { EnumType } from '../userTypes';
import { findRenames } from './findRenames';
import { likeNames } from './likeness';
import { idOfRename } from './rename';

function column(text: string): Column {
  const [name = '', type = 'integer'] = text.split(' ');
  return {
    name,
    type,
    collation: null,
    isNotNull: false,
    notNullName: null,
    notNullIsInvalid: false,
    default: null,
    generated: null,
    identity: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: [],
    foreignOptions: [],
    isLocal: true,
    comment: null,
  };
}

function table(name: string, ...columns: readonly string[]): Table {
  return {
    kind: 'table',
    id: idInSchema('table', 'public', name),
    schema: 'public',
    name,
    comment: null,
    dependsOn: [],
    columns: columns.map(column),
    persistence: 'permanent',
    accessMethod: null,
    options: [],
    partitionedBy: null,
    parents: [],
    partitionBound: null,
    rowSecurity: 'off',
    replicaIdentity: 'default',
    ofType: null,
    foreign: null,
  };
}

function enumType(...labels: readonly string[]): EnumType {
  return {
    kind: 'enum',
    id: 'enum public.e',
    schema: 'public',
    name: 'e',
    comment: null,
    dependsOn: [],
    labels,
  };
}

const catalog = (...objects: readonly CatalogObject[]): Catalog => ({
  format: 1,
  serverVersion: 180000,
  objects,
  unread: [],
});
const found = (from: Catalog, to: Catalog) => atOnce(findRenames(from, to)).map(idOfRename);

test('a column in the same place with the same type may have another name', () => {
  expect(
    found(
      catalog(table('t', 'id', 'total numeric', 'note text')),
      catalog(table('t', 'id', 'amount numeric', 'note text')),
    ),
  ).toEqual(['column public.t.total=amount']);
});

test('of another type it is another column', () => {
  expect(
    found(catalog(table('t', 'id', 'total numeric')), catalog(table('t', 'id', 'total_text text'))),
  ).toEqual([]);
});

test('each column is in one question at most, the likest pair first', () => {
  const from = catalog(table('t', 'id', 'first_name text', 'surname text', 'age'));
  const to = catalog(table('t', 'id', 'firstname text', 'last_name text', 'age'));
  expect(found(from, to)).toEqual([
    'column public.t.first_name=firstname',
    'column public.t.surname=last_name',
  ]);
});

test('a table with the same columns may have another name, one with others has not', () => {
  const from = catalog(table('customers', 'id', 'name text', 'city text'));
  expect(found(from, catalog(table('clients', 'id', 'name text', 'city text')))).toEqual([
    'table public.customers=clients',
  ]);
  expect(found(from, catalog(table('invoices', 'id', 'due date', 'total numeric')))).toEqual([]);
});

test('a label in the same place may be another word for the same', () => {
  expect(found(catalog(enumType('new', 'lost')), catalog(enumType('new', 'mislaid')))).toEqual([
    'label public.e.lost=mislaid',
  ]);
  expect(found(catalog(enumType('new', 'lost')), catalog(enumType('new', 'lost', 'mislaid')))).toEqual([]);
});

test('odd names are quoted, so that an answer means one thing alone', () => {
  expect(found(catalog(table('t', 'id', 'a.b')), catalog(table('t', 'id', 'A=c')))).toEqual([
    'column public.t."a.b"="A=c"',
  ]);
});

test('nothing is asked where nothing is gone or nothing is new', () => {
  const [small, large] = [catalog(table('t', 'id')), catalog(table('t', 'id', 'total'))];
  expect([...found(small, large), ...found(large, small), ...found(large, large)]).toEqual([]);
});

test.each([
  ['total', 'total', 1],
  ['order_id', 'orderId', 0.7],
  ['a', 'z', 0],
])('%s and %s are alike by %d at least', (a, b, least) => {
  expect(likeNames(a, b)).toBeGreaterThanOrEqual(least);
  expect(likeNames(a, b)).toBe(likeNames(b, a));
});

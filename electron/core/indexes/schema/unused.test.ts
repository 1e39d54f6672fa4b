import { expect, test } from 'vitest';
import type { IndexFacts, SchemaFacts, TableFacts } from './schemaFacts';
import { unused } from './unused';

const NOW = new Date('2026-11-01T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const table: TableFacts = {
  ...({
    oid: 1,
    schema: 'public',
    name: 'orders',
    isPartitioned: false,
    isPartition: false,
    rows: 5000,
    pages: 50,
  } as const),
  ...{
    columns: ['status'],
    notNull: [],
    toastPages: 0,
    heapBlocks: 0,
    toastBlocks: 0,
    inserted: 0,
    updated: 0,
    hotUpdated: 0,
    newPageUpdated: null,
    deleted: 0,
    written: 0,
    sequentialScans: 0,
    fillfactor: 100,
  },
};

const index: IndexFacts = {
  ...{
    oid: 2,
    tableOid: 1,
    schema: 'public',
    name: 'by_status',
    method: 'btree',
    included: [],
    expressions: null,
    predicate: null,
  },
  keys: [{ column: 'status', operatorClass: 1, operatorFamily: 1, collation: 0, option: 0, isDefault: true }],
  ...{
    usedColumns: ['status'],
    isUnique: false,
    isImmediate: true,
    nullsNotDistinct: false,
    isPrimary: false,
    isValid: true,
  },
  ...{
    isClustered: false,
    isReplicaIdentity: false,
    backsConstraint: false,
    isOfPartitions: false,
    sizeBytes: 8192,
    scans: 0,
    lastScan: null,
  },
};

function findUnused(counted: Partial<IndexFacts>, counters: Partial<SchemaFacts['counters']> = {}) {
  const indexes = [{ ...index, ...counted }];
  const facts: SchemaFacts = {
    tables: new Map([[1, table]]),
    indexes,
    indexesOf: () => indexes,
    foreignKeys: [],
    foreignKeysOf: () => [],
    counters: {
      now: NOW,
      since: daysAgo(90),
      isStandby: false,
      hasReplicas: false,
      serverVersion: 180000,
      ...counters,
    },
  };
  return unused
    .find({ facts, unfinished: [], missingParts: [], updatedColumns: null })
    .map(({ suggestion }) => suggestion);
}

test('an unused index is told with the age of the counters', () => {
  expect(findUnused({})).toMatchObject([
    { reason: 'No query has used index by_status in the 90 days that the counters tell of.' },
  ]);
  const [young] = findUnused({}, { since: daysAgo(1.5) });
  expect(young?.caveats).toContain('The counters are 36 hours old: wait until a month’s end has come by.');
});

test('counters that began within a day tell of no index that it is unused', () => {
  expect(findUnused({}, { since: daysAgo(0.5) })).toEqual([]);
});

test('an index that was used a long time ago is unused, one of last month is not', () => {
  expect(findUnused({ scans: 7, lastScan: daysAgo(30) })).toEqual([]);
  expect(findUnused({ scans: 7, lastScan: daysAgo(200) })).toMatchObject([
    { reason: 'No query has used index by_status for 200 days.' },
  ]);
});

test('before PostgreSQL 16 nothing tells when an index was used, so once is enough', () => {
  expect(findUnused({ scans: 1, lastScan: null })).toEqual([]);
});

test('replicas are spoken of in each case', () => {
  const caveat = (counters: Partial<SchemaFacts['counters']>) => findUnused({}, counters)[0]?.caveats[0];
  expect(caveat({})).toMatch(/if there are any/);
  expect(caveat({ hasReplicas: true })).toMatch(/^Replicas share this index/);
  expect(caveat({ isStandby: true })).toMatch(/^This is a standby/);
});

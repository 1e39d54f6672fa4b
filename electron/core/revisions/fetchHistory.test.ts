import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RevisionFile } from '../project/project';
import { revisionFile } from '../testing/revisionFile';
import { joinHistory } from './fetchHistory';
import { buildGraph } from './graph/graph';
import type { LogEntry } from './logEntries';

const file = (name: string, checksum = 'same') => revisionFile(name, {}, checksum);
const entry = (outcome: LogEntry['outcome'], changed: Partial<LogEntry> = {}): LogEntry => ({
  name: '1.js',
  direction: 'up',
  outcome,
  transaction: 'own',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:01.000Z',
  durationMs: 1000,
  checksum: 'same',
  runBy: 'ada@host',
  error: null,
  isAlive: false,
  ...changed,
});
const join = (files: readonly RevisionFile[], names: readonly string[], entries: readonly LogEntry[]) =>
  joinHistory(buildGraph(files), {
    ledger: {
      schema: 'public',
      schemaExists: true,
      table: 'SequelizeMeta',
      exists: true,
      sql: '',
      columns: { name: '"name"', times: [] },
      names,
    },
    log: { state: { kind: 'ready' }, sql: '', isWhole: true },
    entries,
  });

const IN = ['1.js'];
const OUT: readonly string[] = [];
const FILE = [file('1.js')];
test.each([
  ['pending', FILE, OUT, []],
  ['applied', FILE, IN, [entry('done')]],
  ['applied', FILE, IN, []],
  ['changed', [file('1.js', 'other')], IN, [entry('done')]],
  ['applied', [file('1.js', 'other')], IN, []],
  ['missing', [], IN, [entry('done')]],
  ['missing', [], IN, []],
  ['failed', FILE, OUT, [entry('failed')]],
  ['rolled-back', FILE, OUT, [entry('rolled-back')]],
  ['interrupted', FILE, OUT, [entry('interrupted')]],
  ['running', FILE, OUT, [entry('started', { isAlive: true })]],
  ['interrupted', FILE, OUT, [entry('started')]],
  ['applied', FILE, IN, [entry('failed'), entry('done')]],
  ['applied', FILE, IN, [entry('done'), entry('failed', { direction: 'down' })]],
  ['interrupted', FILE, IN, [entry('done'), entry('interrupted', { direction: 'down' })]],
  ['pending', FILE, OUT, [entry('done'), entry('done', { direction: 'down' })]],
  ['pending', FILE, OUT, [entry('done')]],
])('a revision is %s with %j, ledger %j and log %j', (state, files, names, entries) => {
  expect(join(files, names, entries)).toMatchObject([{ state }]);
});

test('an older log entry never hides that the ledger holds the revision again', () => {
  const undone = entry('done', { direction: 'down' });
  expect(join(FILE, IN, [entry('done'), undone])).toMatchObject([{ state: 'applied', appliedAt: null }]);
});

test('what ran under another extension is of the file, but not where the ledger has both names', () => {
  const entries = [entry('done', { runBy: 'before' }), entry('done', { name: '1.ts', runBy: 'after' })];
  const files = [file('1.ts')];
  const by = (names: readonly string[], logged: readonly LogEntry[]) =>
    join(files, names, logged).map(({ name, appliedBy }) => [name, appliedBy]);
  expect(by(['1.js'], entries.slice(0, 1))).toEqual([['1.ts', 'before']]);
  expect(by(['1.js'], entries)).toEqual([['1.ts', 'after']]);
  expect(by(['1.js', '1.ts'], entries)).toEqual([
    ['1.js', 'before'],
    ['1.ts', 'after'],
  ]);
});

test('every name of files and ledger is there once, in order of code units, with one head and at most one current', () => {
  const namesOf = fc.uniqueArray(fc.stringMatching(/^[0-9A-Za-z_é-]{1,4}\.js$/), { maxLength: 10 });
  fc.assert(
    fc.property(namesOf, namesOf, (inFiles, inLedger) => {
      const files = [...inFiles].sort().map((name) => file(name));
      const rows = join(files, [...inLedger].sort(), []);
      expect(rows.map(({ name }) => name)).toEqual([...new Set([...inFiles, ...inLedger])].sort());
      expect(rows.filter(({ isHead }) => isHead)).toHaveLength(inFiles.length > 0 ? 1 : 0);
      expect(rows.filter(({ isCurrent }) => isCurrent)).toHaveLength(inLedger.length > 0 ? 1 : 0);
      const current = rows.findIndex(({ isCurrent }) => isCurrent);
      rows.forEach((row, index) => {
        expect(row.state).toBe(
          inLedger.includes(row.name) ? (inFiles.includes(row.name) ? 'applied' : 'missing') : 'pending',
        );
        expect(row.isOutOfOrder).toBe(row.state === 'pending' && index < current);
      });
    }),
  );
});

/** Graphs of every shape, each as a whole history: for the list as well as for the graph. */
import type { Finding, History, RevisionRow } from '../../../../electron/contract/revisions';
import { history, LONG_NAME, revision } from '../../../gallery/examples';
import { manyBranchedRows } from './manyBranchedRows.fixtures';

export const graphHistories = {
  line: history,
  'two heads': historyOf([
    stated('20260312090000-pay-invoices.js', ['20260310090000-create-invoices.js']),
    stated('20260311090000-track-parcels.js', ['20260309090000-create-parcels.js']),
    stated('20260310090000-create-invoices.js', ['20260308090000-create-orders.js'], { state: 'applied' }),
    stated('20260309090000-create-parcels.js', ['20260308090000-create-orders.js'], { state: 'applied' }),
    stated('20260308090000-create-orders.js', ['20260307090000-create-customers.js'], { state: 'applied' }),
    stated('20260307090000-create-customers.js', [], { state: 'applied' }),
  ]),
  merge: historyOf([
    stated('20260315090000-add-returns.js', ['20260314090000-merge.js']),
    stated('20260314090000-merge.js', ['20260312090000-weigh-parcels.js', '20260313090000-pay-invoices.js']),
    stated('20260313090000-pay-invoices.js', ['20260310090000-create-invoices.js'], { state: 'failed' }),
    stated('20260312090000-weigh-parcels.js', ['20260311090000-track-parcels.js'], { state: 'applied' }),
    stated('20260311090000-track-parcels.js', ['20260309090000-create-parcels.js'], { state: 'applied' }),
    stated('20260310090000-create-invoices.js', ['20260308090000-create-orders.js'], {
      state: 'applied',
      branch: 'billing',
      branches: ['billing'],
    }),
    stated('20260309090000-create-parcels.js', ['20260308090000-create-orders.js'], { state: 'applied' }),
    stated('20260308090000-create-orders.js', [], { state: 'applied' }),
  ]),
  'three roots with labels': historyOf([
    labelled('20260409090000-bill-returns.js', 'billing', ['20260406090000-create-invoices.js'], {
      dependsOn: ['20260408090000-create-returns.js'],
    }),
    labelled('20260408090000-create-returns.js', 'warehouse', ['20260405090000-weigh-parcels.js']),
    labelled('20260407090000-index-products.js', 'shop', ['20260404090000-create-products.js'], {
      state: 'changed',
    }),
    labelled('20260406090000-create-invoices.js', 'billing', ['20260403090000-create-accounts.js'], {
      state: 'applied',
    }),
    labelled('20260405090000-weigh-parcels.js', 'warehouse', ['20260402090000-create-parcels.js'], {
      state: 'applied',
    }),
    labelled('20260404090000-create-products.js', 'shop', ['20260401090000-create-customers.js'], {
      state: 'applied',
    }),
    labelled('20260403090000-create-accounts.js', 'billing', [], { state: 'applied', branch: 'billing' }),
    labelled('20260402090000-create-parcels.js', 'warehouse', [], { state: 'applied', branch: 'warehouse' }),
    labelled('20260401090000-create-customers.js', 'shop', [], { state: 'applied', branch: 'shop' }),
  ]),
  '5,000 revisions': historyOf(manyBranchedRows(5_000)),
  problems: historyOf(
    [
      stated('20260506090000-pay-invoices.js', []),
      stated('20260505090000-track-parcels.js', ['20260504090000-weigh-parcels.js']),
      stated('20260504090000-weigh-parcels.js', []),
      stated('20260503090000-drop-fax.js', ['20260502090000-create-orders.js'], { state: 'missing' }),
      stated('20260502090000-create-orders.js', ['20260501090000-create-customers.js'], {
        state: 'interrupted',
        isOutOfOrder: true,
      }),
      stated('20260501090000-create-customers.js', [], { state: 'applied' }),
    ],
    [
      {
        kind: 'cycle',
        names: ['20260504090000-weigh-parcels.js', '20260505090000-track-parcels.js'],
        message: '2 revisions follow each other in a circle.',
        hint: 'Change what one of them says it revises.',
      },
      {
        kind: 'unknown-parent',
        names: ['20260506090000-pay-invoices.js'],
        message: 'It revises “20260505-create-invoices”, and there is no such revision.',
        hint: 'Correct the name, or add the file.',
      },
    ],
  ),
  'long names': historyOf([
    stated(LONG_NAME, ['20260308090000-create-orders.js', '20260309090000-create-parcels.js']),
    stated('20260309090000-create-parcels.js', ['20260307090000-create-customers.js'], {
      branch: 'the-branch-of-the-warehouse-in-the-north',
      branches: ['the-branch-of-the-warehouse-in-the-north'],
      state: 'rolled-back',
    }),
    stated('20260308090000-create-orders.js', ['20260307090000-create-customers.js'], { state: 'running' }),
    stated('20260307090000-create-customers.js', [], { state: 'applied' }),
  ]),
} satisfies Record<string, History>;

function stated(name: string, revises: readonly string[], change: Partial<RevisionRow> = {}): RevisionRow {
  return revision({ name, revises, isStated: true, ...change });
}

function labelled(
  name: string,
  label: string,
  revises: readonly string[],
  change: Partial<RevisionRow> = {},
): RevisionRow {
  return stated(name, revises, { branches: [label], ...change });
}

/** With what follows from the edges: heads, and where the database is. */
function historyOf(rows: readonly RevisionRow[], findings: readonly Finding[] = []): History {
  const followed = new Set(rows.flatMap(({ revises }) => revises));
  const isApplied = ({ state }: RevisionRow) =>
    state === 'applied' || state === 'changed' || state === 'missing';
  const followedByApplied = new Set(rows.filter(isApplied).flatMap(({ revises }) => revises));
  const revisions = rows.map((row) => ({
    ...row,
    isHead: !followed.has(row.name),
    isCurrent: isApplied(row) && !followedByApplied.has(row.name),
  }));
  return {
    ...history,
    revisions,
    current: revisions.filter(({ isCurrent }) => isCurrent).map(({ name }) => name),
    heads: revisions.filter(({ isHead }) => isHead).map(({ name }) => name),
    pendingCount: revisions.filter((row) => !isApplied(row)).length,
    findings,
  };
}

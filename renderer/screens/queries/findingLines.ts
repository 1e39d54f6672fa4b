/** The findings as rows: filtered and sorted. Pure. */
import type { FindingKind, ListedFinding } from '../../../electron/contract/queries';
import type { QuerySort } from '../../app/adviceAddresses';

export interface FindingLine {
  /** Id of the finding. */
  readonly key: string;
  readonly finding: ListedFinding;
}

export const KIND_TITLES: Readonly<Record<FindingKind, string>> = {
  'n-plus-one': 'N+1',
  'row-at-a-time': 'Row at a time',
  'waits-for-rows': 'Waits for rows',
  'wide-select': 'Wide SELECT',
  'offset-paging': 'OFFSET paging',
  'count-loop': 'Counts in a loop',
  'temp-spill': 'Spills to disk',
  'low-cache-hit': 'Reads from disk',
  'sequential-scan': 'Sequential scan',
};

type Compare = (one: ListedFinding, other: ListedFinding) => number;

const ORDERS: Readonly<Record<QuerySort, Compare>> = {
  share: (one, other) => other.share - one.share,
  calls: (one, other) => other.calls - one.calls,
  rows: (one, other) => other.rowsPerCall - one.rowsPerCall,
  mean: (one, other) => meanMs(other) - meanMs(one),
  kind: (one, other) => KIND_TITLES[one.kind].localeCompare(KIND_TITLES[other.kind]),
};

export function linesOf(
  findings: readonly ListedFinding[],
  filter: string,
  sort: QuerySort,
): readonly FindingLine[] {
  return findings
    .filter((each) => matches(each, filter))
    .sort(ORDERS[sort])
    .map((finding) => ({ key: finding.id, finding }));
}

export function meanMs({ calls, totalMs }: ListedFinding): number {
  return totalMs / Math.max(1, calls);
}

function matches({ kind, table, text, reason }: ListedFinding, filter: string): boolean {
  const all = `${KIND_TITLES[kind]} ${table ?? ''} ${text} ${reason}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

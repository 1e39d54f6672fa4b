import type { Finding, RevisionRow } from '../../../../electron/contract/revisions';

const PROBLEMS: Readonly<Partial<Record<Finding['kind'], string>>> = {
  cycle: 'in a cycle',
  'unknown-parent': 'unknown parent',
  'two-files': 'two files',
  unreadable: 'unreadable place',
  'duplicate-branch': 'label used twice',
  renamed: 'renamed',
};

/** What is wrong with a revision's place, in a word or two; by name, for what is to be seen in a graph: the state of a row says the rest. */
export function problemsByName(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { kind, names } of findings) {
    const problem = PROBLEMS[kind];
    if (problem) for (const name of names) problems.set(name, problem);
  }
  return problems;
}

/** As a screen reader says it: "20261003-merge.js, applied, merge of 2". */
export function describeRevision(row: RevisionRow, problem: string | undefined): string {
  const parts = [
    row.name,
    row.state.replaceAll('-', ' '),
    row.revises.length > 1 && `merge of ${row.revises.length}`,
    row.branch !== null && `begins branch ${row.branch}`,
    row.isCurrent && 'current',
    row.isHead && 'head',
    row.isOutOfOrder && 'out of order',
    row.dependsOn.length > 0 && `depends on ${row.dependsOn.join(' and ')}`,
    problem,
  ];
  return parts.filter(Boolean).join(', ');
}

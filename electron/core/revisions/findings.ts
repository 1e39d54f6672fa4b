/** What of a history somebody should look at, said in whole sentences. */
import type { RevisionGraph } from './graph/graph';
import type { Finding, RevisionRow } from './history';

type Kind = Exclude<Finding['kind'], RevisionGraph['problems'][number]['kind']>;

interface Rule {
  readonly kind: Kind;
  readonly applies: (row: RevisionRow, graph: RevisionGraph) => boolean;
  readonly message: (counted: string, names: readonly string[]) => string;
  readonly hint: string;
}

const PENDING = new Set<RevisionRow['state']>(['pending', 'running', 'failed', 'rolled-back']);

const RULES: readonly Rule[] = [
  {
    kind: 'several-heads',
    applies: (row, graph) => graph.heads.length > 1 && row.isHead,
    message: (_counted, names) => `The history has ${names.length} heads: ${names.join(', ')}.`,
    hint: 'Merge them, or move one branch on top of the other (rebase).',
  },
  {
    kind: 'interrupted',
    applies: (row) => row.state === 'interrupted',
    message: (counted) => `${counted} half done: cut off outside a transaction.`,
    hint: 'See what it left behind, and repair it.',
  },
  {
    kind: 'missing',
    applies: (row) => row.state === 'missing',
    message: (counted) => `${counted} applied without a file in this folder.`,
    hint: 'You may be on another branch, or connected to another database than you think.',
  },
  {
    kind: 'changed',
    applies: (row) => row.state === 'changed',
    message: (counted) => `${counted} not what ran: the file has changed since.`,
    hint: 'What ran is not what the file says now: look at the difference, and accept it if it is right.',
  },
  {
    kind: 'out-of-order',
    applies: (row) => row.isOutOfOrder,
    message: (counted) => `${counted} pending, though what comes after is applied.`,
    hint: 'Read it before it runs: it was written for an earlier schema.',
  },
  {
    kind: 'renamed',
    applies: (row) => row.ledgerName !== null,
    message: (counted) => `${counted} in the ledger under another extension.`,
    hint: 'sequelize-cli would run it again. Stamp the current revision to record the new name.',
  },
  {
    kind: 'pending',
    applies: (row) => PENDING.has(row.state),
    message: (counted) => `${counted} pending.`,
    hint: 'Upgrade to head.',
  },
];

/** The graph's own problems first, then what the rows show; oldest names first. */
export function findFindings(graph: RevisionGraph, rows: readonly RevisionRow[]): readonly Finding[] {
  const found = RULES.map(({ kind, applies, message, hint }): Finding => {
    const names = rows.filter((row) => applies(row, graph)).map(({ name }) => name);
    const counted = names.length === 1 ? '1 revision is' : `${names.length} revisions are`;
    return { kind, names, message: message(counted, names), hint };
  });
  return [...graph.problems, ...found.filter(({ names }) => names.length > 0)];
}

import type { RevisionRow } from '../../../../electron/contract/revisions';
import { revision } from '../../../gallery/examples';

const VERBS = ['create', 'index', 'backfill', 'rename', 'split', 'drop', 'constrain', 'weigh'];
const THINGS = ['orders', 'invoices', 'parcels', 'customers', 'payments', 'returns', 'products', 'carriers'];
const LABELS = ['billing', 'warehouse', 'reports', 'search'];

interface OpenBranch {
  tip: string;
  left: number;
  readonly label: string | null;
}

/**
 * The history of a busy team, newest first: a trunk, up to six branches beside it, most of them merged in the end.
 * The same for the same count.
 */
export function manyBranchedRows(count: number): readonly RevisionRow[] {
  const chance = repeatableChance(7);
  const rows: RevisionRow[] = [];
  const open: OpenBranch[] = [];
  let trunk: string | null = null;
  while (rows.length < count) {
    const index = rows.length;
    const name = `${20_150_101_000_000 + index * 100}-${pick(VERBS, chance())}-${pick(THINGS, chance())}-${index}.js`;
    const branch = chance() < 0.55 ? open[Math.floor(chance() * open.length)] : undefined;
    if (branch && branch.left > 0) {
      rows.push(rowOf(name, [branch.tip], index / count, branch.label));
      branch.tip = name;
      branch.left--;
      continue;
    }
    const merged: string[] = branch && trunk ? [trunk, branch.tip] : trunk ? [trunk] : [];
    if (branch) open.splice(open.indexOf(branch), 1);
    rows.push(rowOf(name, merged, index / count, null));
    trunk = name;
    if (open.length < 6 && chance() < 0.12 && index < count - 60) {
      const label = chance() < 0.2 ? pick(LABELS, chance()) : null;
      open.push({ tip: name, left: 2 + Math.floor(chance() * 40), label: label && `${label}-${index}` });
    }
  }
  return labelFirst(rows).reverse();
}

function rowOf(name: string, revises: readonly string[], age: number, label: string | null): RevisionRow {
  return revision({
    name,
    revises,
    isStated: true,
    branches: label === null ? [] : [label],
    state: age < 0.985 ? 'applied' : 'pending',
  });
}

/** The first revision of a branch states its label. */
function labelFirst(rows: readonly RevisionRow[]): RevisionRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const label = row.branches[0];
    if (label === undefined || seen.has(label)) return row;
    seen.add(label);
    return { ...row, branch: label };
  });
}

function pick(words: readonly string[], chance: number): string {
  return words[Math.floor(chance * words.length)] ?? '';
}

/** Numbers from 0 to 1 that look random and are the same in every run. */
function repeatableChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Divides a graph into lines that are drawn straight: the trunk, and what branches off it or is merged into it. */
import type { RevisionRow } from '../../../../electron/contract/revisions';

export interface Chains {
  /** For each row the row that it goes on to, in its own chain or another; -1 at base. */
  readonly mainParents: readonly number[];
  /** For each row its chain. The first is the trunk. */
  readonly chainOf: readonly number[];
  /** For each chain its first row. */
  readonly heads: readonly number[];
}

/** Rows newest first; parents are below their children. */
export function findChains(
  rows: readonly RevisionRow[],
  parentsOf: (index: number) => readonly number[],
): Chains {
  const mainParents = rows.map((_, index) => mainParent(rows, parentsOf(index)));
  const trunk = followTrunk(rows, mainParents, parentsOf);
  const mainChildren = findMainChildren(rows, mainParents, trunk);
  const first = [...trunk][0];
  const heads: number[] = first === undefined ? [] : [first];
  const chainOf = rows.map(() => 0);
  rows.forEach((_, index) => {
    const child = mainChildren.get(index);
    if (child !== undefined) chainOf[index] = chainOf[child] ?? 0;
    else if (index !== first) chainOf[index] = heads.push(index) - 1;
  });
  return { mainParents, chainOf, heads };
}

/** Of a merge, the side of the trunk: it states nothing or has fewer labels; else the one named first. */
function mainParent(rows: readonly RevisionRow[], parents: readonly number[]): number {
  let best = -1;
  for (const parent of parents) {
    if (best === -1 || sideRank(rows[parent]) < sideRank(rows[best])) best = parent;
  }
  return best;
}

function sideRank(row: RevisionRow | undefined): number {
  if (!row) return Number.POSITIVE_INFINITY;
  return (row.isStated ? 1_000 : 0) + row.branches.length;
}

/** From the head with the fewest labels, and of these the one with the longest way to base. */
function followTrunk(
  rows: readonly RevisionRow[],
  mainParents: readonly number[],
  parentsOf: (index: number) => readonly number[],
): ReadonlySet<number> {
  const depths = rows.map(() => 1);
  for (let index = rows.length - 1; index >= 0; index--) {
    depths[index] = 1 + (depths[mainParents[index] ?? -1] ?? 0);
  }
  const followed = new Set(rows.flatMap((_, index) => parentsOf(index)));
  const labels = (index: number) => rows[index]?.branches.length ?? 0;
  let head = -1;
  rows.forEach((_, index) => {
    if (followed.has(index)) return;
    const isBetter =
      head === -1 ||
      labels(index) < labels(head) ||
      (labels(index) === labels(head) && (depths[index] ?? 0) > (depths[head] ?? 0));
    if (isBetter) head = index;
  });
  const trunk = new Set<number>();
  for (let at = head; at !== -1; at = mainParents[at] ?? -1) trunk.add(at);
  return trunk;
}

/** For each row the child that its chain goes up to: on the trunk, else one that opens no branch, else the oldest. */
function findMainChildren(
  rows: readonly RevisionRow[],
  mainParents: readonly number[],
  trunk: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const rank = (index: number) => (trunk.has(index) ? 0 : rows[index]?.branch === null ? 1 : 2);
  const mainChildren = new Map<number, number>();
  for (let index = rows.length - 1; index >= 0; index--) {
    const parent = mainParents[index] ?? -1;
    const before = mainChildren.get(parent);
    if (parent !== -1 && (before === undefined || rank(index) < rank(before))) {
      mainChildren.set(parent, index);
    }
  }
  return mainChildren;
}

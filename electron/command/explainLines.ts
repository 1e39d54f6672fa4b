/** An explanation as lines for a terminal: both plans side by side. */
import type { Explanation, TriedIndex } from '../core/indexes/explain/explainOnTwin';
import type { PlanNode } from '../core/indexes/suggestion';

const GAP = '  |  ';

export function explanationLines({ before, after, candidates, isGeneric }: Explanation): readonly string[] {
  const now = planLines(before);
  const generic = isGeneric ? ['Planned for whatever its parameters are.'] : [];
  if (after === null) return [...generic, ...now];
  const then = planLines(after);
  const width = Math.max(...now.map(({ length }) => length));
  const rows = Array.from({ length: Math.max(now.length, then.length) }, (_, index) =>
    `${(now[index] ?? '').padEnd(width)}${GAP}${then[index] ?? ''}`.trimEnd(),
  );
  return [...generic, ...candidates.map(describeTried), costLine(before, after), '', ...rows];
}

function planLines(plan: PlanNode, depth = 0): readonly string[] {
  const on = plan.relation === null ? '' : ` on ${plan.relation}`;
  const using = plan.index === null ? '' : ` using ${plan.index}`;
  const own = `${'  '.repeat(depth)}${plan.type}${on}${using}  cost ${plan.totalCost.toFixed(2)}  rows ${plan.rows}`;
  return [own, ...plan.children.flatMap((child) => planLines(child, depth + 1))];
}

function describeTried({ sql, isUsed, sizeBytes, buildLock, problem }: TriedIndex): string {
  if (problem !== null) return `${sql}\n  could not be tried: ${problem}`;
  const size = sizeBytes < 1e6 ? `${Math.ceil(sizeBytes / 1e3)} kB` : `${(sizeBytes / 1e6).toFixed(1)} MB`;
  return `${sql}\n  ${isUsed ? 'is used' : 'is not used'}, would take ${size}, is built under ${buildLock}`;
}

function costLine({ totalCost: now }: PlanNode, { totalCost: then }: PlanNode): string {
  if (then >= now) return `Cost ${now.toFixed(2)}, no less with them.`;
  return `Cost ${now.toFixed(2)} now, ${then.toFixed(2)} with them: ${((1 - then / now) * 100).toFixed(1)} % less.`;
}

export function describeAge(ageMs: number): string {
  const [minute, hour] = [60_000, 3_600_000];
  if (ageMs < minute) return 'just now';
  if (ageMs < hour) return `${Math.floor(ageMs / minute)} minutes ago`;
  return ageMs < 48 * hour
    ? `${Math.floor(ageMs / hour)} hours ago`
    : `${Math.floor(ageMs / hour / 24)} days ago`;
}

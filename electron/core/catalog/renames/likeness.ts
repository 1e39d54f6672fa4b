/** How alike two things are, with what speaks for it. */

export interface Likeness {
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The sum of all weights; a reason is told where it weighs something. */
export function scored(parts: readonly (readonly [weight: number, reason: string])[]): Likeness {
  const score = parts.reduce((sum, [weight]) => sum + weight, 0);
  const said = parts.filter(([weight]) => weight >= 0.05).map(([, reason]) => reason);
  return { score: Math.round(score * 100) / 100, reasons: said };
}

/** From 0 to 1: the share of letter pairs that both have (Dice). */
export function likeNames(a: string, b: string): number {
  const [old, now] = [pairsOf(a), pairsOf(b)];
  const left = [...now];
  const shared = old.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  const all = old.length + now.length;
  return all === 0 ? 0 : (2 * shared.length) / all;
}

function pairsOf(name: string): readonly string[] {
  const letters = ` ${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2));
}

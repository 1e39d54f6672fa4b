const SHOWN = 3;

/** Where a database or a graph is, in a sentence: base, a, a and b; many are counted. */
export function describeHeads(heads: readonly string[]): string {
  if (heads.length === 0) return 'base';
  if (heads.length > SHOWN) return `${heads.slice(0, SHOWN).join(', ')} and ${heads.length - SHOWN} more`;
  const last = heads.at(-1) ?? '';
  return heads.length === 1 ? last : `${heads.slice(0, -1).join(', ')} and ${last}`;
}

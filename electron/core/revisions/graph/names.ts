/** Names of revisions: with or without extension, as somebody else's file system may spell them. */

export interface NameIndex {
  /** A whole name, with or without its extension. */
  find(reference: string): string | null;
  /** Files that stand for one revision: the same but for extension, case or Unicode form. */
  readonly twins: readonly (readonly string[])[];
}

/** `20260101-a` of `20260101-a.js`; what is no revision file keeps its whole name. */
export function stemOf(name: string): string {
  return name.replace(/\.[cm]?[jt]s$|\.sql$/, '');
}

export function indexNames(names: readonly string[]): NameIndex {
  const whole = new Set(names);
  const stems = new Map<string, string>();
  const keys = new Map<string, string[]>();
  for (const name of names) {
    const stem = stemOf(name);
    if (!stems.has(stem)) stems.set(stem, name);
    const key = stem.normalize('NFC').toLowerCase();
    const same = keys.get(key);
    if (same) same.push(name);
    else keys.set(key, [name]);
  }
  return {
    find: (reference) => (whole.has(reference) ? reference : (stems.get(stemOf(reference)) ?? null)),
    twins: [...keys.values()].filter((same) => same.length > 1),
  };
}

/** What the log says of each revision, of the entries that say something about it now. */
import { stemOf } from './graph/names';
import type { LogEntry } from './logEntries';

export interface Logged {
  readonly done?: LogEntry;
  /** Since it was done. */
  readonly accepted?: LogEntry;
  readonly last?: LogEntry;
}

/** What ran when the file had another extension is of the same revision. Entries are oldest first. */
export function groupEntries(
  entries: readonly LogEntry[],
  names: readonly string[],
): ReadonlyMap<string, Logged> {
  const own = new Set(names);
  const byStem = new Map(names.map((name) => [stemOf(name), name]));
  const groups = new Map<string, Logged>();
  for (const entry of entries) {
    const name = own.has(entry.name) ? entry.name : byStem.get(stemOf(entry.name));
    if (name !== undefined) groups.set(name, withEntry(groups.get(name) ?? {}, entry));
  }
  return groups;
}

function withEntry({ accepted, ...group }: Logged, entry: LogEntry): Logged {
  if (entry.outcome === 'accepted') return { ...group, accepted: entry };
  if (entry.outcome === 'done' || entry.outcome === 'stamped') return { ...group, done: entry, last: entry };
  return { ...group, ...(accepted && { accepted }), last: entry };
}

/** What the decisions about files are made from, and what they come to. */
import { CoreError } from '../../errors';
import type { Project, RevisionFile } from '../../project/project';
import type { RevisionGraph } from '../graph/graph';

export interface Sources {
  readonly project: Project;
  readonly graph: RevisionGraph;
  /** Whether the ledger at hand holds it, under whatever extension. */
  isApplied(name: string): boolean;
  readonly now: Date;
  /** The file's text; refused when it is no longer what was read as part of the project. */
  readText(file: Pick<RevisionFile, 'path' | 'name' | 'checksum'>): Promise<string>;
  /** Any other file's text. */
  readDown(path: string): Promise<string>;
}

/** A file as it is to be. */
export interface DraftFile {
  readonly name: string;
  /** The file's name now; null for a new one. */
  readonly from: string | null;
  readonly before: string | null;
  readonly after: string;
}

export interface Draft {
  readonly summary: string;
  readonly files: readonly DraftFile[];
  readonly notes: readonly string[];
  /** What each revision shall follow afterwards, by its name then. */
  readonly wanted: ReadonlyMap<string, readonly string[]>;
}

export function refuse(
  message: string,
  hint: string,
  candidates: readonly string[] = [],
  field?: string,
): CoreError {
  return new CoreError({
    kind: 'bad-input',
    message,
    hint,
    ...(field && { field }),
    ...(candidates.length > 0 && { candidates }),
  });
}

/** "a", "a and b", "a, b and 3 more". */
export function listNames(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  const [last, ...others] = [...names].reverse();
  return others.length === 0 ? (last ?? 'base') : `${others.reverse().join(', ')} and ${last}`;
}

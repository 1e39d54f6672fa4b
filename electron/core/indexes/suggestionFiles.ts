/** Chosen suggestions as what is written: one revision of all, or one of each. */
import type { Authoring, RevisionContent } from '../revisions/authoring/fileChange';
import { type PartitionBuilds, revisionContents } from './revisionContents';
import type { Suggestion } from './suggestion';

export interface SuggestionFiles {
  readonly message: string;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql' | undefined;
  readonly parents?: readonly string[] | undefined;
  /** A revision for each. */
  readonly separately: boolean;
}

export function filesOf(
  suggestions: readonly Suggestion[],
  { separately, message, format, parents }: SuggestionFiles,
  builds: PartitionBuilds,
): Authoring {
  const all = { kind: 'revision', message, format, parents } as const;
  const [first, ...others] = suggestions;
  if (!separately || !first || others.length === 0)
    return { ...all, ...revisionContents(suggestions, builds) };
  const further = others.map((each) => ({
    message: messageOf(message, each),
    content: contentOf(each, builds),
  }));
  return { ...all, message: messageOf(message, first), content: contentOf(first, builds), further };
}

function messageOf(message: string, { index, table }: Suggestion): string {
  return `${message} ${index ?? table}`;
}

function contentOf(suggestion: Suggestion, builds: PartitionBuilds): RevisionContent {
  const { content, outside } = revisionContents([suggestion], builds);
  return content ?? outside ?? { up: [], down: [] };
}

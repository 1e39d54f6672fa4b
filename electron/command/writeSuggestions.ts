/** Suggestions into revisions: all into one, or each into its own. */
import { revisionContents } from '../core/indexes/revisionContents';
import type { Suggestion } from '../core/indexes/suggestion';
import type { IndexesOptions } from './indexes';
import { type CommandContext, EXIT } from './verb';
import { writeAuthoring } from './writeRevisions';

export async function writeSuggestions(
  suggestions: readonly Suggestion[],
  options: IndexesOptions,
  context: CommandContext,
): Promise<number> {
  const groups = options.separately ? suggestions.map((each) => [each]) : [suggestions];
  const contents = groups.map(revisionContents);
  const { message = '', format } = options;
  for (const content of contents) {
    await writeAuthoring({ kind: 'revision', message, format, ...content }, options, context);
  }
  return EXIT.done;
}

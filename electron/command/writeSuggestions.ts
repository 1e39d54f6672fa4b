/** Suggestions into revisions: all into one, or each into its own. */
import { expectationsOf } from '../core/indexes/effects/expectation';
import { readExpectations, rememberExpectations } from '../core/indexes/effects/expectationsFile';
import { revisionContents } from '../core/indexes/revisionContents';
import type { Suggestion } from '../core/indexes/suggestion';
import type { IndexesOptions } from './indexes';
import { readNamedProject } from './place';
import { type CommandContext, EXIT } from './verb';
import { writeAuthoring } from './writeRevisions';

export async function writeSuggestions(
  suggestions: readonly Suggestion[],
  database: string,
  options: IndexesOptions,
  context: CommandContext,
): Promise<number> {
  const groups = options.separately ? suggestions.map((each) => [each]) : [suggestions];
  const contents = groups.map(revisionContents);
  const { message = '', format } = options;
  const { folder } = await readNamedProject(options, context);
  // One that can’t be understood is refused before anything is written.
  await readExpectations(folder);
  for (const content of contents) {
    await writeAuthoring({ kind: 'revision', message, format, ...content }, options, context);
  }
  if (!options.dryRun)
    await rememberExpectations(folder, await expectationsOf(suggestions, { database, at: new Date() }));
  return EXIT.done;
}

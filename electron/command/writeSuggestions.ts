/** Suggestions into revisions: all into one, or each into its own. */
import type { OpenConnection } from '../core/connection/connections';
import { fetchDatabaseIdentity } from '../core/indexes/effects/databaseIdentity.sql';
import { expectationsOf } from '../core/indexes/effects/expectation';
import {
  describeRemembering,
  readExpectations,
  rememberExpectations,
} from '../core/indexes/effects/expectationsFile';
import { fetchPartitionBuilds } from '../core/indexes/partitions/fetchPartitionBuilds';
import { type PartitionBuilds, revisionContents } from '../core/indexes/revisionContents';
import type { Suggestion } from '../core/indexes/suggestion';
import type { IndexesOptions } from './indexes';
import { readNamedProject } from './place';
import { printable } from './printable';
import { type CommandContext, EXIT } from './verb';
import { writeAuthoring } from './writeAuthoring';

/** Suggestions with what their target says of them. */
export interface PlacedSuggestions {
  readonly suggestions: readonly Suggestion[];
  readonly database: string;
  readonly builds: PartitionBuilds;
}

export async function placeSuggestions(
  suggestions: readonly Suggestion[],
  { watch, credentials }: OpenConnection,
): Promise<PlacedSuggestions> {
  const database = await fetchDatabaseIdentity(watch, credentials.target);
  return { suggestions, database, builds: await fetchPartitionBuilds(watch, suggestions) };
}

export async function writeSuggestions(
  { suggestions, database, builds }: PlacedSuggestions,
  options: IndexesOptions,
  context: CommandContext,
): Promise<number> {
  const groups = options.separately ? suggestions.map((each) => [each]) : [suggestions];
  const contents = groups.map((group) => revisionContents(group, builds));
  const { message = '', format } = options;
  const { folder } = await readNamedProject(options, context);
  // One that can’t be understood is refused before anything is written.
  await readExpectations(folder);
  for (const content of contents) {
    await writeAuthoring({ kind: 'revision', message, format, ...content }, options, context);
  }
  const expected = await expectationsOf(suggestions, { database, at: new Date() });
  if (!options.dryRun) await rememberExpectations(folder, expected);
  const told = describeRemembering(expected);
  if (told !== null) context.stderr.write(`${printable(told)}\n`);
  return EXIT.done;
}

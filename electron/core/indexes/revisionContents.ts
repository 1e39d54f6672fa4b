/** Suggestions as what revisions do, with the reason as a comment and the way back. */
import { badInput } from '../errors';
import type { Authoring, Piece, RevisionContent } from '../revisions/authoring/fileChange';
import type { PartitionBuild } from './partitions/partitionBuild';
import type { Suggestion } from './suggestion';

export type PartitionBuilds = ReadonlyMap<string, PartitionBuild>;

/** In one revision, but that what must not run in a transaction is kept apart from what should. */
export function revisionContents(
  suggestions: readonly Suggestion[],
  builds: PartitionBuilds,
): Pick<Extract<Authoring, { readonly kind: 'revision' }>, 'content' | 'outside'> {
  for (const each of suggestions) if (each.sql === null) throw undecided(each);
  const inside = suggestions.filter((each) => !isOutside(each, builds));
  const outside = suggestions.filter((each) => isOutside(each, builds));
  return {
    ...(inside.length > 0 && { content: contentOf(inside, builds) }),
    ...(outside.length > 0 && { outside: { ...contentOf(outside, builds), transaction: false } }),
  };
}

function isOutside({ id, sql }: Suggestion, builds: PartitionBuilds): boolean {
  return builds.has(id) || /^(CREATE (UNIQUE )?INDEX|DROP INDEX|REINDEX INDEX) CONCURRENTLY /.test(sql ?? '');
}

function contentOf(suggestions: readonly Suggestion[], builds: PartitionBuilds): RevisionContent {
  const all = suggestions.map((each) => builds.get(each.id) ?? plainly(each));
  return { up: all.flatMap(({ up }) => up), down: all.reverse().flatMap(({ down }) => down) };
}

function plainly({ reason, sql, index, table, reverseSql }: Suggestion): PartitionBuild {
  return { up: pieceOf(reason, sql), down: pieceOf(`Back: ${index ?? table}`, reverseSql) };
}

function pieceOf(title: string, sql: string | null): readonly Piece[] {
  return sql === null ? [] : [{ title, statements: [sql], leftOut: null }];
}

function undecided({ id, table, caveats }: Suggestion) {
  return badInput(`Suggestion ${id} about ${table} has no statement: somebody has to decide.`, caveats[0]);
}

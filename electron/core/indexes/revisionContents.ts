/** Suggestions as what revisions do, with the reason as a comment and the way back. */
import { badInput } from '../errors';
import type { Authoring, Piece, RevisionContent } from '../revisions/authoring/fileChange';
import type { Suggestion } from './suggestion';

/** In one revision, but that what must not run in a transaction is kept apart from what should. */
export function revisionContents(
  suggestions: readonly Suggestion[],
): Pick<Extract<Authoring, { readonly kind: 'revision' }>, 'content' | 'outside'> {
  for (const each of suggestions) if (each.sql === null) throw undecided(each);
  const inside = suggestions.filter((each) => !isOutside(each));
  const outside = suggestions.filter(isOutside);
  return {
    ...(inside.length > 0 && { content: contentOf(inside) }),
    ...(outside.length > 0 && { outside: { ...contentOf(outside), transaction: false } }),
  };
}

function isOutside({ sql }: Suggestion): boolean {
  return /^(CREATE (UNIQUE )?INDEX|DROP INDEX|REINDEX INDEX) CONCURRENTLY /.test(sql ?? '');
}

function contentOf(suggestions: readonly Suggestion[]): RevisionContent {
  const up = suggestions.map(({ reason, sql }) => pieceOf(reason, sql));
  const down = suggestions.map(({ index, table, reverseSql }) =>
    pieceOf(`Back: ${index ?? table}`, reverseSql),
  );
  return { up: up.flat(), down: down.reverse().flat() };
}

function pieceOf(title: string, sql: string | null): readonly Piece[] {
  return sql === null ? [] : [{ title, statements: [sql], leftOut: null }];
}

function undecided({ id, table, caveats }: Suggestion) {
  return badInput(`Suggestion ${id} about ${table} has no statement: somebody has to decide.`, caveats[0]);
}

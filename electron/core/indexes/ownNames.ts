/** What was found at different times may have been given the same name: only one of two such indexes could be made. */
import { quoteIdent, quoteQualified } from '../sql/quote';
import { freeIndexName, namesIn } from './indexName';
import type { Suggestion } from './suggestion';

/** `later`, of which none makes an index of the name of one that `before` makes, nor of one another. */
export function withOwnNames(
  before: readonly Suggestion[],
  later: readonly Suggestion[],
): readonly Suggestion[] {
  const taken = new Map<string, Set<string>>();
  for (const { schema, index } of before.filter(makesIndex)) namesIn(taken, schema).add(index ?? '');
  return later.map((each) => {
    if (!makesIndex(each) || each.index === null) return each;
    const names = namesIn(taken, each.schema);
    const name = freeIndexName(each.index.replace(/_idx\d*$/, ''), [], names);
    const own = names.has(each.index) ? renamed(each, each.index, name) : each;
    names.add(own.index ?? '');
    return own;
  });
}

function makesIndex({ sql }: Suggestion): boolean {
  return sql !== null && /^CREATE (UNIQUE )?INDEX /.test(sql);
}

function renamed(suggestion: Suggestion, from: string, to: string): Suggestion {
  const { schema, sql, reverseSql } = suggestion;
  return {
    ...suggestion,
    index: to,
    sql: sql?.replace(` ${quoteIdent(from)} ON `, () => ` ${quoteIdent(to)} ON `) ?? null,
    reverseSql: reverseSql?.replace(quoteQualified(schema, from), () => quoteQualified(schema, to)) ?? null,
  };
}

/** INVALID indexes that nobody is building any more, and what REINDEX CONCURRENTLY left behind. */
import { kindOfUnfinished, type UnfinishedIndex } from '../../revisions/unfinishedIndexes.sql';
import { quoteQualified } from '../../sql/quote';
import type { SuggestionKind } from '../suggestion';
import { aboutIndex, type Draft, dropDraft, nameOf, type SchemaRule } from './rule';
import type { IndexFacts, TableFacts } from './schemaFacts';
import { withoutParts } from './withoutParts';

export const invalid: SchemaRule = {
  kind: 'invalid',
  find: (input) => [...ruleFor('invalid').find(input), ...withoutParts(input)],
};
export const leftover: SchemaRule = ruleFor('leftover');

function ruleFor(kind: Extract<SuggestionKind, 'invalid' | 'leftover'>): SchemaRule {
  return {
    kind,
    find: ({ facts, unfinished }) =>
      unfinished.flatMap((each) => {
        const index = facts.indexes.find(({ schema, name }) => schema === each.schema && name === each.name);
        const table = index && facts.tables.get(index.tableOid);
        const isLeftover = kindOfUnfinished(each.name) !== 'invalid-index' && !each.backsConstraint;
        if (!index || !table || isLeftover !== (kind === 'leftover')) return [];
        return [isLeftover ? dropLeftover(index, table, each) : rebuild(index, table)];
      }),
  };
}

function dropLeftover(index: IndexFacts, table: TableFacts, each: UnfinishedIndex): Draft {
  const what = kindOfUnfinished(each.name) === 'ccnew' ? 'the half-built copy' : 'the old version';
  const reason = `${nameOf(index)} is ${what} that a REINDEX CONCURRENTLY left when it was cut off; no query can use it, and writes may still keep it.`;
  const { suggestion } = dropDraft('leftover', table, index, { reason, caveats: [] });
  return { suggestion, drops: null };
}

function rebuild(index: IndexFacts, table: TableFacts): Draft {
  const what = quoteQualified(index.schema, index.name);
  const reason = `Index ${nameOf(index)} is INVALID: its concurrent build was cut off or failed, so no query can use it, and writes may still keep it.`;
  const drop = index.backsConstraint ? [] : [`Where nobody wants it: DROP INDEX CONCURRENTLY ${what}.`];
  const values = index.isUnique
    ? ['Values that occur twice make the build fail again: find those first.']
    : [];
  const said = { reason, caveats: [...values, ...drop] };
  // Nothing brings back an index that does not work.
  return { ...aboutIndex('invalid', table, index, said, `REINDEX INDEX CONCURRENTLY ${what}`), drops: null };
}

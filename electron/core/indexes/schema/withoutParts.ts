/** An index of a partitioned table that some partition has no part of: INVALID, until the last one is attached. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import { freeIndexName, namesIn, wordOfKey } from '../indexName';
import type { MissingPart } from './missingParts.sql';
import { aboutIndex, type Draft, nameOf, type RuleInput } from './rule';
import type { IndexFacts } from './schemaFacts';
import { namesBySchema } from './takenNames';

/** More of them say no more. */
const MOST_TOLD = 5;

export function withoutParts({ facts, missingParts }: RuleInput): readonly Draft[] {
  const taken = namesBySchema(facts);
  return facts.indexes.flatMap((index) => {
    const table = facts.tables.get(index.tableOid);
    const missing = missingParts.filter(({ indexOid }) => indexOid === index.oid);
    const [first, ...others] = missing;
    if (!table || !first) return [];
    const many = others.length === 0 ? '' : ` and ${others.length} more`;
    const reason = `Index ${nameOf(index)} is INVALID: partition ${nameOf({ schema: first.schema, name: first.table })}${many} has no part of it, so queries there go without.`;
    const cures = missing.slice(0, MOST_TOLD).map((part) => cureFor(part, index, taken));
    const rest = missing.length > MOST_TOLD ? ['The other partitions likewise.'] : [];
    const drop = `Where nobody wants it: DROP INDEX ${quoteQualified(index.schema, index.name)}, with all its parts.`;
    return [aboutIndex('invalid', table, index, { reason, caveats: [...cures, ...rest, drop] }, null)];
  });
}

function cureFor(part: MissingPart, index: IndexFacts, taken: Map<string, Set<string>>): string {
  const names = namesIn(taken, part.schema);
  const words = index.keys.map(({ column }) => wordOfKey(column ?? 'expr'));
  const name = freeIndexName(part.table, words, names);
  names.add(name);
  const how = part.isPartitioned ? 'CREATE INDEX' : 'CREATE INDEX CONCURRENTLY';
  const create = `${how} ${quoteIdent(name)} ON ${quoteQualified(part.schema, part.table)} ${part.what}`;
  const attach = `ALTER INDEX ${quoteQualified(index.schema, index.name)} ATTACH PARTITION ${quoteQualified(part.schema, name)}`;
  return `What is missing: ${create}; ${attach};`;
}

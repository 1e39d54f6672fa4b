/** Suggestions out of the schema alone: the rules, on facts, and then the definitions of what is to go. */
import type { Session } from '../../connection/session';
import { fetchUnfinishedIndexes } from '../../revisions/unfinishedIndexes.sql';
import type { Suggestion } from '../suggestion';
import { type Definition, fetchDefinitions } from './definitions.sql';
import { duplicate } from './duplicate';
import { missingForeignKeyIndex } from './missingForeignKeyIndex';
import { fetchMissingParts } from './missingParts.sql';
import { noPrimaryKey } from './noPrimaryKey';
import { preventsHot } from './preventsHot';
import { redundant } from './redundant';
import type { Draft, RuleInput, SchemaRule, UpdatedColumns } from './rule';
import type { SchemaFacts } from './schemaFacts';
import { keysThatNeed } from './supportsForeignKey';
import { invalid, leftover } from './unfinished';
import { unused } from './unused';

/** In the order in which they are told; of two that would drop an index the first does. */
export const SCHEMA_RULES: readonly SchemaRule[] = [
  ...[invalid, leftover, missingForeignKeyIndex, duplicate, redundant, preventsHot, unused, noPrimaryKey],
];

export async function fetchSchemaSuggestions(
  session: Session,
  facts: SchemaFacts,
  updatedColumns: UpdatedColumns | null = null,
): Promise<readonly Suggestion[]> {
  const unfinished = await fetchUnfinishedIndexes(session);
  const missingParts = await fetchMissingParts(session);
  const drafts = decide({ facts, unfinished, missingParts, updatedColumns });
  const oids = drafts.flatMap(({ drops }) => drops ?? []);
  const definitions = await fetchDefinitions(session, oids);
  return drafts.map((draft) => complete(draft, definitions));
}

/** Each index is dropped once, never the last one that a foreign key has, and never the one that another went for. */
export function decide(input: RuleInput): readonly Draft[] {
  const gone = new Set<number>();
  const standIns: (readonly number[])[] = [];
  const indexes = new Map(input.facts.indexes.map((index) => [index.oid, index]));
  return SCHEMA_RULES.flatMap(({ find }) => find(input)).filter(({ drops, suggestion, servedBy }) => {
    if (drops === null || suggestion.sql === null) return true;
    const index = indexes.get(drops);
    if (!index || gone.has(drops) || keysThatNeed(index, input.facts, gone).length > 0) return false;
    const needed = servedBy ? [...standIns, servedBy] : standIns;
    if (needed.some((some) => some.every((oid) => oid === drops || gone.has(oid)))) return false;
    gone.add(drops);
    // Nobody misses one that no query has used.
    if (servedBy && index.scans > 0) standIns.push(servedBy);
    return true;
  });
}

function complete({ suggestion, drops }: Draft, definitions: ReadonlyMap<number, Definition>): Suggestion {
  if (drops === null) return suggestion;
  const definition = definitions.get(drops);
  if (!definition) return { ...suggestion, caveats: [...suggestion.caveats, LOCKED] };
  const reverseSql = suggestion.sql === null ? null : definition.sql;
  return { ...suggestion, columns: definition.columns, reverseSql };
}

const LOCKED =
  'Somebody holds its table under ACCESS EXCLUSIVE, so what would bring it back is not known: look again later.';

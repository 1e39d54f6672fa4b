/** What was chosen, as suggestions for people. */
import { quoteQualified } from '../../sql/quote';
import { withIndexNames } from '../explain/planNode';
import { namesIn } from '../indexName';
import { PARTITIONED } from '../partitions/partitioned';
import { type Suggestion, suggestionId } from '../suggestion';
import type { Chosen } from './choose';
import { createSql, nameIndex } from './indexSpec';
import type { TableWrites } from './workloadInput';

/** Largest saving first. `names` of relations, by schema: new ones must be others. */
export function describeSuggestions(
  chosen: readonly Chosen[],
  writes: readonly TableWrites[],
  names: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Suggestion[] {
  const taken = new Map([...names].map(([schema, all]) => [schema, new Set(all)]));
  const named = new Map<string, string>();
  for (const { option } of chosen) {
    const own = namesIn(taken, option.spec.table.schema);
    const name = nameIndex(option.spec, own);
    own.add(name);
    named.set(option.name, name);
  }
  const suggestions = chosen.map((each) => describe(each, named, writes));
  return suggestions.sort((a, b) => (b.savingMs ?? 0) - (a.savingMs ?? 0));
}

function describe(
  { option, helps, upkeepMs }: Chosen,
  named: ReadonlyMap<string, string>,
  writes: readonly TableWrites[],
): Suggestion {
  const { spec, sizeBytes } = option;
  const name = named.get(option.name) ?? option.name;
  const { schema, name: table, isPartitioned } = spec.table;
  const counted = writes.find((each) => each.schema === schema && each.table === table);
  const saved = helps.reduce((sum, { savingMs }) => sum + savingMs, 0);
  return {
    id: suggestionId(
      'create',
      schema,
      table,
      spec.method,
      ...spec.keys,
      '/',
      ...spec.include,
      '/',
      spec.where ?? '',
    ),
    kind: 'create',
    schema,
    table,
    columns: spec.keys.map(columnOfKey),
    index: name,
    sql: createSql(spec, name, !isPartitioned),
    reverseSql: `DROP INDEX ${isPartitioned ? '' : 'CONCURRENTLY '}${quoteQualified(schema, name)}`,
    reason: reasonOf(helps),
    savingMs: saved - upkeepMs,
    savingMsPerMinute: null,
    sizeBytes,
    tableWrites: counted ? counted.inserted + counted.updated + counted.deleted : null,
    helps: helps.map(({ statement: { statement }, before, after, savingMs }) => ({
      queryId: statement.queryId,
      text: statement.text,
      calls: statement.calls,
      meanMs: statement.meanMs,
      savingMs,
      proof: { provenBy: 'twin', before, after: withIndexNames(after, named) },
    })),
    caveats: caveatsOf(option.spec),
  };
}

function reasonOf(helps: Chosen['helps']): string {
  const [first] = helps;
  if (!first) return 'The planner would use it.';
  const times = first.before.totalCost / Math.max(first.after.totalCost, 0.01);
  const much = times >= 2 ? `${Math.round(times)} times` : `${Math.round((1 - 1 / times) * 100)} %`;
  const others = helps.length > 1 ? `, and ${helps.length - 1} more` : '';
  return `The planner expects the dearest statement that it serves to cost ${much} less${others}.`;
}

function caveatsOf({ table, method, where, include }: Chosen['option']['spec']): readonly string[] {
  return [
    table.isPartitioned && PARTITIONED,
    method === 'gin' && 'Writing to a GIN index is dear: look at how often the table is written to.',
    where !== null && 'It serves only statements that have this very condition.',
    include.length > 0 && 'It answers without the table only while the table is vacuumed often enough.',
  ].filter((each) => each !== false);
}

/** A column by its name, whatever its direction; anything else as the SQL has it. */
function columnOfKey(key: string): string {
  const [, name] = /^"((?:[^"]|"")+)"(?: DESC)?(?: NULLS (?:FIRST|LAST))?$/.exec(key) ?? [];
  return name === undefined ? key : name.replaceAll('""', '"');
}

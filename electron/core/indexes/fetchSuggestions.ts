/**
 * All suggestions for one database: out of the schema always, and out of what was asked where that is counted. Looks
 * and writes nothing; what somebody has dismissed is told apart. Start here; suggestion.ts says what one is, and
 * `addWorkloadAdvice` adds what workload/adviseTarget has found.
 */
import type { Session } from '../connection/session';
import { fetchWorkload } from '../queries/fetchWorkload';
import { readStatements } from '../queries/readStatements';
import { updatedColumns } from '../queries/updatedColumns';
import type { NoWorkload, Workload } from '../queries/workload';
import { type Dismissal, readDismissals } from './dismissals';
import { withOwnNames } from './ownNames';
import { fetchSchemaSuggestions } from './schema/fetchSchemaSuggestions';
import { fetchSchemaFacts } from './schema/schemaFacts';
import type { Suggestion } from './suggestion';

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  readonly dismissed: readonly DismissedSuggestion[];
  /** Where it is missing, only the schema has been looked at. */
  readonly workload: Workload | NoWorkload;
}

export interface DismissedSuggestion {
  readonly suggestion: Suggestion;
  readonly dismissal: Dismissal;
}

export async function fetchSuggestions(session: Session, projectFolder: string): Promise<Suggestions> {
  const dismissals = await readDismissals(projectFolder);
  const workload = await fetchWorkload(session);
  const facts = await fetchSchemaFacts(session);
  const updated =
    workload.state === 'ready' ? updatedColumns(await readStatements(workload.statements, facts)) : null;
  const found = await fetchSchemaSuggestions(session, facts, updated);
  return { ...sortOut(found, dismissals), workload };
}

/** The largest saving first; what they do as well is suggested once, by the one that knows what it saves. */
export async function addWorkloadAdvice(
  found: Suggestions,
  advised: readonly Suggestion[],
  projectFolder: string,
): Promise<Suggestions> {
  const known = [...found.suggestions, ...found.dismissed.map(({ suggestion }) => suggestion)];
  const others = known.filter((each) => !advised.some((advice) => doesAsMuch(advice, each)));
  const all = [...advised, ...withOwnNames(advised, others)];
  return { ...found, ...sortOut(all, await readDismissals(projectFolder)) };
}

/** A foreign key finds its rows by an index that begins with its columns, in any order. */
function doesAsMuch(advice: Suggestion, { kind, schema, table, columns }: Suggestion): boolean {
  const isFor = kind === 'missing-foreign-key-index' && advice.schema === schema && advice.table === table;
  const isWhole = advice.sql !== null && !/ (WHERE|USING) /.test(advice.sql);
  const leading = advice.columns.slice(0, columns.length);
  return isFor && isWhole && columns.every((column) => leading.includes(column));
}

function sortOut(found: readonly Suggestion[], dismissals: readonly Dismissal[]) {
  const byId = new Map(dismissals.map((each) => [each.id, each]));
  return {
    suggestions: found.filter(({ id }) => !byId.has(id)),
    dismissed: found.flatMap((suggestion) => {
      const dismissal = byId.get(suggestion.id);
      return dismissal ? [{ suggestion, dismissal }] : [];
    }),
  };
}

/**
 * All suggestions for one database: out of the schema always, and out of what was asked where that is counted. Looks
 * and writes nothing; what somebody has dismissed is told apart. Start here; suggestion.ts says what one is.
 */
import type { Session } from '../connection/session';
import { fetchWorkload } from '../queries/fetchWorkload';
import { readStatements } from '../queries/readStatements';
import { updatedColumns } from '../queries/updatedColumns';
import type { NoWorkload, Workload } from '../queries/workload';
import { type Dismissal, readDismissals } from './dismissals';
import { fetchSchemaSuggestions } from './schema/fetchSchemaSuggestions';
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
  const dismissals = new Map((await readDismissals(projectFolder)).map((each) => [each.id, each]));
  const workload = await fetchWorkload(session);
  const found = await fetchSchemaSuggestions(session, async (facts) =>
    workload.state === 'ready' ? updatedColumns(await readStatements(workload.statements, facts)) : null,
  );
  return {
    suggestions: found.filter(({ id }) => !dismissals.has(id)),
    dismissed: found.flatMap((suggestion) => {
      const dismissal = dismissals.get(suggestion.id);
      return dismissal ? [{ suggestion, dismissal }] : [];
    }),
    workload,
  };
}

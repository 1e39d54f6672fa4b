/** Whether a session’s statement can be explained in the Indexes room. Pure. */
import type { LockSession } from '../../../../electron/contract/locks';

const BEGINNING = /^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(\w+)/;
const PLANNED = new Set(['select', 'insert', 'update', 'delete', 'merge', 'with', 'values', 'table']);

/** By its first word: what the planner has no part in has nothing to explain. */
export function hasPlan(query: string): boolean {
  const [, word = ''] = BEGINNING.exec(query) ?? [];
  return PLANNED.has(word.toLowerCase());
}

/** As a sentence; null: it can be. `here`: the database that is looked at. */
export function findExplainObstacle(
  { isQueryCut, database }: Pick<LockSession, 'isQueryCut' | 'database'>,
  here: string,
  hasProject: boolean,
): string | null {
  if (isQueryCut) {
    return 'The statement is longer than what PostgreSQL keeps of it (track_activity_query_size): half of one can’t be explained.';
  }
  if (database !== null && database !== here) {
    return `It runs in the database ${database}; plans are asked of a copy of ${here}.`;
  }
  return hasProject ? null : 'Open a project on this connection to explain it: Connect…, Open folder….';
}

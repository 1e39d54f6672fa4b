/** What the inspector shows of one revision, and which verbs make sense for it. Pure. */
import type { ErrorInfo } from '../../../../electron/contract/call';
import type { LogRecord, RevisionRow } from '../../../../electron/contract/revisions';
import type { InspectorTab } from '../../../app/addresses';
import type { Attempt } from '../../../parts/attempt';
import type { CaptureState } from '../../../parts/captureState';
import type { SourceState } from '../../../parts/RevisionText';

export type LogRead =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly records: readonly LogRecord[] };

export interface InspectorState {
  readonly tab: InspectorTab;
  readonly source: SourceState;
  readonly log: LogRead;
  readonly capture: CaptureState;
  /** Opening the file in the user's editor. */
  readonly editing: Attempt;
}

export type Verb = 'upgrade' | 'downgrade' | 'repair' | 'accept' | 'stamp' | 'edit' | 'merge' | 'rebase';

/** The likeliest first. */
export function verbsOf(row: RevisionRow, heads: readonly string[]): readonly Verb[] {
  if (row.state === 'running') return [];
  const verbs: Verb[] = [];
  if (row.state === 'interrupted') verbs.push('repair');
  else if (!isApplied(row)) verbs.push('upgrade');
  if (row.state === 'changed') verbs.push('accept');
  if (isApplied(row) && !row.isCurrent) verbs.push('downgrade');
  verbs.push('stamp');
  if (row.format !== null) verbs.push('edit');
  if (row.isHead && heads.length > 1) verbs.push('merge', 'rebase');
  return verbs;
}

export function isApplied({ state }: RevisionRow): boolean {
  return state === 'applied' || state === 'changed' || state === 'missing';
}

/** A revision's SQL, as far as it is known without capturing it. */
export type RevisionSql =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** What ran, out of the log. */
  | { readonly kind: 'ran'; readonly record: LogRecord; readonly sql: string; readonly count: number }
  /** The file is SQL. */
  | { readonly kind: 'file'; readonly text: string; readonly downText: string | null }
  | { readonly kind: 'unknown' };

export function sqlOf(row: RevisionRow, { log, source }: InspectorState): RevisionSql {
  if (isApplied(row)) {
    if (log.kind !== 'shown') return log;
    const ran = lastRun(log.records);
    if (ran?.statements)
      return { kind: 'ran', record: ran, sql: scriptOf(ran.statements), count: ran.statements.length };
  }
  if (row.format !== 'sql') return { kind: 'unknown' };
  if (source.kind === 'absent') return { kind: 'unknown' };
  if (source.kind !== 'shown') return source;
  return { kind: 'file', text: source.source.text, downText: source.source.downText };
}

/** What applied it: the newest that was done, unless that took it back. Records are newest first. */
function lastRun(records: readonly LogRecord[]): LogRecord | null {
  const done = records.find(({ outcome }) => outcome === 'done');
  return done?.direction === 'up' ? done : null;
}

export function scriptOf(statements: NonNullable<LogRecord['statements']>): string {
  return statements.map(({ sql }) => `${sql.trim().replace(/;$/, '')};`).join('\n');
}

/** The target that captures this revision alone; of a merge no range can be said. */
export function captureTarget({ name, revises }: RevisionRow): string {
  const [parent, ...others] = revises;
  if (parent === undefined) return `base:${name}`;
  return others.length === 0 ? `${parent}:${name}` : name;
}

export interface Family {
  /** Names that no row has are of files that are gone. */
  readonly follows: readonly string[];
  readonly dependsOn: readonly string[];
  readonly followedBy: readonly string[];
  readonly neededBy: readonly string[];
}

export function familyOf(row: RevisionRow, rows: readonly RevisionRow[]): Family {
  const naming = (list: 'revises' | 'dependsOn') =>
    rows.filter((each) => each[list].includes(row.name)).map(({ name }) => name);
  return {
    follows: row.revises,
    dependsOn: row.dependsOn,
    followedBy: naming('revises'),
    neededBy: naming('dependsOn'),
  };
}

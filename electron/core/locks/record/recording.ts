/** What the recorder keeps of a connection: one point for each sample in which somebody waited. */

export interface RecordedPoint {
  /** For locks.sample. */
  readonly id: number;
  readonly takenAt: string;
  readonly waitingCount: number;
  readonly longestWaitMs: number | null;
  readonly rootCount: number;
}

export interface Recording {
  /** Oldest first; of the last 30 minutes, fewer where memory's bound was reached. */
  readonly points: readonly RecordedPoint[];
  /** Since when it has looked without a pause; samples without waiters are not kept. */
  readonly since: string | null;
  readonly keptBytes: number;
}

/** A file to be saved. */
export interface IncidentFile {
  readonly fileName: string;
  readonly mediaType: 'application/json' | 'text/markdown';
  readonly text: string;
}

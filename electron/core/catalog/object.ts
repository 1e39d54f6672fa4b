/** What all objects of a Catalog have in common. */

export interface Known {
  /** Unique in its catalog and the same for the same object in another one, as `table public.orders`. */
  readonly id: string;
  readonly name: string;
  readonly comment: string | null;
  /** What must be there before it, besides its schema and its table. */
  readonly dependsOn: readonly Dependency[];
  /** Somebody holds or awaits ACCESS EXCLUSIVE on its relation: expressions are unknown, and null. */
  readonly lockedBy?: number;
}

/** Of `lockedBy`. A prepared transaction has no session, and is 0. */
export function describeLocker(pid: number): string {
  return pid === 0 ? 'a prepared transaction' : `pid ${pid}`;
}

export interface Dependency {
  readonly id: string;
  /** Where it is only one column of it. */
  readonly column?: string;
}

export interface InSchema extends Known {
  readonly schema: string;
}

/** Of a table or a view, which it can't be without. */
export interface OfRelation extends InSchema {
  /** In the same schema. */
  readonly table: string;
}

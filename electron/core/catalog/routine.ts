/** Functions, procedures and aggregates. */
import type { InSchema } from './object';

export interface Routine extends InSchema {
  readonly kind: 'function' | 'procedure';
  /** Types of the arguments by which it is called, as in its id. */
  readonly signature: string;
  /** With names, modes and defaults. */
  readonly arguments: string;
  readonly result: string | null;
  /** As pg_get_functiondef says it. */
  readonly definition: string;
}

export interface Aggregate extends InSchema {
  readonly kind: 'aggregate';
  readonly signature: string;
  readonly arguments: string;
  /** As `SFUNC = int4_sum`, in the order of the manual. */
  readonly clauses: readonly string[];
}

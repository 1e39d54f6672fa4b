/** Tables with their columns, and the sequences that count for them. */
import type { InSchema } from './object';

/** Numbers of 64 bits as texts. */
export interface SequenceOptions {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly isCycling: boolean;
}

export interface Sequence extends InSchema {
  readonly kind: 'sequence';
  readonly options: SequenceOptions;
  readonly isUnlogged: boolean;
  /** It is dropped with this column. */
  readonly ownedBy: { readonly schema: string; readonly table: string; readonly column: string } | null;
}

export interface Column {
  readonly name: string;
  readonly type: string;
  /** null: the type's own. */
  readonly collation: string | null;
  readonly isNotNull: boolean;
  /** Where it is another than PostgreSQL 18 gives by itself. */
  readonly notNullName: string | null;
  readonly notNullIsInvalid: boolean;
  readonly default: string | null;
  readonly generated: 'stored' | 'virtual' | null;
  readonly identity: Identity | null;
  /** null: the type's own. */
  readonly storage: string | null;
  readonly compression: string | null;
  readonly statisticsTarget: number | null;
  readonly options: readonly string[];
  /** Of a foreign table. */
  readonly foreignOptions: readonly string[];
  /** Said by the table itself, and not only inherited. */
  readonly isLocal: boolean;
  readonly comment: string | null;
}

export interface Identity {
  readonly when: 'always' | 'by default';
  readonly sequence: string;
  readonly options: SequenceOptions;
}

export interface Table extends InSchema {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly persistence: 'permanent' | 'unlogged';
  /** null: the server's default; always null for a partitioned or foreign table. */
  readonly accessMethod: string | null;
  readonly options: readonly string[];
  /** As `RANGE (created_at)`. */
  readonly partitionedBy: string | null;
  /** Qualified and quoted; of a partition exactly one. */
  readonly parents: readonly RelationName[];
  /** As `FOR VALUES FROM (1) TO (2)`, or DEFAULT; null: no partition. */
  readonly partitionBound: string | null;
  readonly rowSecurity: 'off' | 'on' | 'forced';
  readonly replicaIdentity: ReplicaIdentity;
  readonly ofType: string | null;
  readonly foreign: { readonly server: string; readonly options: readonly string[] } | null;
}

export interface RelationName {
  readonly schema: string;
  readonly name: string;
}

export type ReplicaIdentity = 'default' | 'nothing' | 'full' | { readonly index: string };

export function columnOf(table: Table | undefined, name: string): Column | undefined {
  return table?.columns.find((each) => each.name === name);
}

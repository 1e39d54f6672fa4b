/**
 * A schema as a plain value: what a database holds besides its rows, in stable order, fit for JSON.
 * Knows no session and no difference. Start at `Catalog`; fetchCatalog.ts reads one, ddl.ts writes one down.
 *
 * Expressions and definitions are PostgreSQL's own spelling with an empty search_path, so that two catalogs of one
 * major version are equal exactly where their texts are.
 */

export interface Catalog {
  readonly format: 1;
  /** As server_version_num: 180004. */
  readonly serverVersion: number;
  /** By id. */
  readonly objects: readonly CatalogObject[];
  /** What is there and not read, so that nobody takes it for equal. */
  readonly unread: readonly Unread[];
  /** Whether what is granted was read. */
  readonly hasGrants?: boolean | undefined;
}

export interface Unread {
  /** In PostgreSQL's words, as `operator` or `publication`. */
  readonly what: string;
  readonly count: number;
}

export type CatalogObject =
  | Schema
  | Extension
  | Collation
  | EnumType
  | Domain
  | CompositeType
  | RangeType
  | Sequence
  | Table
  | Constraint
  | Index
  | View
  | Routine
  | Aggregate
  | Trigger
  | EventTrigger
  | Rule
  | Policy
  | Statistics
  | ForeignDataWrapper
  | ForeignServer
  | Grant;

export type ObjectKind = CatalogObject['kind'];
export type ObjectOf<Kind extends ObjectKind> = Extract<CatalogObject, { readonly kind: Kind }>;

interface Known {
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

interface InSchema extends Known {
  readonly schema: string;
}

/** Of a table or a view, which it can't be without. */
interface OfRelation extends InSchema {
  /** In the same schema. */
  readonly table: string;
}

export interface Schema extends Known {
  readonly kind: 'schema';
}

export interface Extension extends Known {
  readonly kind: 'extension';
  readonly schema: string;
  readonly version: string;
}

export interface Collation extends InSchema {
  readonly kind: 'collation';
  readonly provider: string;
  readonly isDeterministic: boolean;
  /** Of libc: lc_collate and lc_ctype; else null. */
  readonly collate: string | null;
  readonly ctype: string | null;
  readonly locale: string | null;
  readonly rules: string | null;
}

export interface EnumType extends InSchema {
  readonly kind: 'enum';
  readonly labels: readonly string[];
}

export interface Domain extends InSchema {
  readonly kind: 'domain';
  readonly type: string;
  readonly collation: string | null;
  readonly default: string | null;
  readonly isNotNull: boolean;
  readonly checks: readonly { readonly name: string; readonly definition: string }[];
}

export interface CompositeType extends InSchema {
  readonly kind: 'composite';
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly comment: string | null;
}

export interface RangeType extends InSchema {
  readonly kind: 'range';
  readonly subtype: string;
  /** null: the subtype's default. */
  readonly opclass: string | null;
  readonly collation: string | null;
  readonly canonical: string | null;
  readonly subtypeDiff: string | null;
  readonly multirange: string;
}

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

export interface Constraint extends OfRelation {
  readonly kind: 'constraint';
  readonly type: 'primary' | 'unique' | 'foreign' | 'check' | 'exclusion';
  readonly definition: string | null;
  readonly isValid: boolean;
  /** Of a partitioned table's primary key or unique constraint that this one is part of. */
  readonly parent: RelationName | null;
  /** Of the index that carries it. */
  readonly options: readonly string[];
  readonly isClustered: boolean;
}

export interface Index extends OfRelation {
  readonly kind: 'index';
  /** As pg_get_indexdef says it. */
  readonly definition: string | null;
  readonly isUnique: boolean;
  readonly isValid: boolean;
  readonly isClustered: boolean;
  /** The partitioned index that it is part of. */
  readonly parent: RelationName | null;
  /** Of its expressions, by the column's number from 1. */
  readonly statisticsTargets: readonly { readonly column: number; readonly target: number }[];
}

export interface View extends InSchema {
  readonly kind: 'view';
  readonly isMaterialised: boolean;
  readonly definition: string | null;
  readonly options: readonly string[];
  readonly accessMethod: string | null;
  readonly columns: readonly (Attribute & { readonly default: string | null })[];
  /** Of a materialised view. */
  readonly isClusteredBy: string | null;
}

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

export type Enabled = 'origin' | 'disabled' | 'replica' | 'always';

export interface Trigger extends OfRelation {
  readonly kind: 'trigger';
  readonly definition: string | null;
  readonly enabled: Enabled;
}

export interface EventTrigger extends Known {
  readonly kind: 'event trigger';
  readonly event: string;
  readonly tags: readonly string[];
  readonly function: string;
  readonly enabled: Enabled;
}

export interface Rule extends OfRelation {
  readonly kind: 'rule';
  readonly definition: string | null;
  readonly enabled: Enabled;
}

export interface Policy extends OfRelation {
  readonly kind: 'policy';
  readonly isPermissive: boolean;
  readonly command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Statistics extends InSchema {
  readonly kind: 'statistics';
  readonly definition: string | null;
  readonly target: number | null;
}

export interface ForeignDataWrapper extends Known {
  readonly kind: 'foreign data wrapper';
  readonly handler: string | null;
  readonly validator: string | null;
  readonly options: readonly string[];
}

export interface ForeignServer extends Known {
  readonly kind: 'server';
  readonly wrapper: string;
  readonly type: string | null;
  readonly version: string | null;
  /** Passwords are in user mappings, which are not read. */
  readonly options: readonly string[];
}

/**
 * What one role, other than the owner, may do with an object or one of its columns, as far as it is not what
 * everybody may by default. `name` is the role, quoted where it must be, or PUBLIC.
 */
export interface Grant extends InSchema {
  readonly kind: 'grant';
  /** The object's id. */
  readonly on: string;
  /** As GRANT names it: `TABLE "public"."orders"`. */
  readonly target: string;
  /** Of a relation: its name. */
  readonly relation: string | null;
  readonly column: string | null;
  /** In PostgreSQL's words, sorted: SELECT, USAGE, EXECUTE. */
  readonly privileges: readonly string[];
  /** Those that it may pass on. */
  readonly grantable: readonly string[];
  /** Of PUBLIC: what it has by default and has not here. */
  readonly revoked: readonly string[];
}

/**
 * A schema as a plain value: what a database holds besides its rows, in stable order, fit for JSON.
 * Knows no session and no difference. Start at `Catalog`; fetchCatalog.ts reads one, `write/` writes one down.
 *
 * Expressions and definitions are PostgreSQL's own spelling with an empty search_path, so that two catalogs of one
 * major version are equal exactly where their texts are.
 */
import type { ForeignDataWrapper, ForeignServer } from './foreign';
import type { InSchema, Known, OfRelation } from './object';
import type { EventTrigger, Policy, Rule, Trigger } from './reaction';
import type { Aggregate, Routine } from './routine';
import type { RelationName, Sequence, Table } from './table';
import type { Attribute, CompositeType, Domain, EnumType, RangeType } from './userTypes';

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

export interface Statistics extends InSchema {
  readonly kind: 'statistics';
  readonly definition: string | null;
  readonly target: number | null;
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

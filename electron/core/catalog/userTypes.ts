/** Types that somebody has made: enums, domains, composite and range types. */
import type { InSchema } from './object';

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

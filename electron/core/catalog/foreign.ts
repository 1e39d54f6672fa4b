/** Where foreign tables are. */
import type { Known } from './object';

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

/** What happens when something is done: triggers, event triggers, rules, policies. */
import type { Known, OfRelation } from './object';

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

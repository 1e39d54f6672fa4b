/** What one source says of where things are: package.json, .sequelizerc or the flags of scripts. */
import type { LedgerName } from '../project';
import type { NotStatic } from './readValue';

/** As written; NotStatic where it is said in a way that can't be read. */
export type Said = string | NotStatic;

export type LayerKey = 'revisions' | 'models' | 'config' | 'environment' | 'url';

export interface Layer {
  /** For people. */
  readonly source: string;
  /** What is not said is not there. */
  readonly said: Readonly<Partial<Record<LayerKey, Said>>>;
  readonly ledger: LedgerName | null;
  /** See Project. */
  readonly catchErrors: boolean;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

/** Without the keys that say nothing. */
export function saidOf(all: Readonly<Record<LayerKey, Said | undefined>>): Layer['said'] {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

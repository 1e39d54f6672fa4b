/** What ending a session or a prepared transaction would set free: shown before anybody may do it. */

/** Who is meant: a pid alone may have been given to somebody else in the meantime. */
export type LockParty = { readonly pid: number; readonly backendStart: string } | { readonly gid: string };

export interface StillWaiting {
  readonly pid: number;
  /** Pids in its way afterwards; 0 is a prepared transaction. */
  readonly waitsFor: readonly number[];
}

export type FreeingMeans = 'cancel' | 'terminate' | 'rollback-prepared' | 'none';

export interface Freeing {
  /** The least that ends what others wait for; `none` when it is gone already. */
  readonly means: FreeingMeans;
  /** Why that, in one sentence: `It is idle in a transaction: there is no statement to cancel.` */
  readonly why: string;
  /** By cancelling; empty when that changes nothing for others. */
  readonly byCancel: FreedSessions;
  /** By terminate, or ROLLBACK PREPARED. */
  readonly byEnd: FreedSessions;
}

export interface FreedSessions {
  /** Pids that go on at once. */
  readonly goOn: readonly number[];
  /**
   * Pids that are let go but may have to wait again at once: several that want the same row are woken together, or
   * it can't be seen for which row they wait.
   */
  readonly mayGoOn: readonly number[];
  /** Those that wait for it now, at first or second hand, and still wait then. */
  readonly stillWait: readonly StillWaiting[];
}

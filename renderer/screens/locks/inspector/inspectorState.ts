/** The chosen session or prepared transaction: what ending it would do, and what was done. Pure. */
import type { ErrorInfo } from '../../../../electron/contract/call';
import type { AwaitedRow, FreedSessions, Freeing, SignalReport } from '../../../../electron/contract/locks';
import type { Attempt } from '../../../parts/attempt';
import type { Party } from '../parties';

export const VERBS = ['cancel', 'terminate', 'rollback-prepared'] as const;
export type SignalVerb = (typeof VERBS)[number];

export interface InspectorState {
  readonly key: string;
  /** null: not in this sample. */
  readonly party: Party | null;
  /** Whether the sample is of now: nobody of the past can be ended. */
  readonly isNow: boolean;
  readonly freeing: FreeingState;
  readonly awaitedRow: AwaitedRow | null;
  readonly signal: SignalState;
}

export type FreeingState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly freeing: Freeing };

export interface SignalState {
  readonly asking: { readonly verb: SignalVerb; readonly typedName: string } | null;
  readonly attempt: Attempt;
  /** What came of the last one, to whom it was sent. */
  readonly report: { readonly verb: SignalVerb; readonly report: SignalReport } | null;
}

export const NO_SIGNAL: SignalState = { asking: null, attempt: { kind: 'idle' }, report: null };

export interface SignalChoice {
  readonly verb: SignalVerb;
  readonly label: string;
  /** Why it can't be sent; null where it can. */
  readonly obstacle: string | null;
  /** The least that sets others free. */
  readonly isEnough: boolean;
}

/** The buttons, none of them enabled before it is known what it would do. Dots where it asks first. */
export function choicesOf(
  { party, isNow, freeing }: InspectorState,
  isProduction: boolean,
): readonly SignalChoice[] {
  if (!party || party.kind === 'absent') return [];
  const means = freeing.kind === 'shown' && freesAnybody(freeing.freeing) ? freeing.freeing.means : null;
  const obstacle = canBeNamed(party) ? obstacleOf(isNow, freeing) : UNNAMED;
  if (party.kind === 'prepared') {
    const elsewhere = party.prepared.isInThisDatabase
      ? null
      : `It is of the database ${party.prepared.database}: it can be rolled back only there.`;
    const verb = 'rollback-prepared';
    return [
      { verb, label: 'Roll back prepared…', obstacle: obstacle ?? elsewhere, isEnough: means === verb },
    ];
  }
  const notEnough =
    freeing.kind === 'shown' && freeing.freeing.means === 'terminate' ? freeing.freeing.why : null;
  return [
    {
      verb: 'cancel',
      label: isProduction ? 'Cancel statement…' : 'Cancel statement',
      obstacle: obstacle ?? notEnough,
      isEnough: means === 'cancel',
    },
    { verb: 'terminate', label: 'Terminate…', obstacle, isEnough: means === 'terminate' },
  ];
}

const UNNAMED =
  'Since when it is connected is hidden without pg_monitor: its pid alone may be somebody else’s by the time it is ended.';

/** A signal is for a pid and the time when it connected. */
export function canBeNamed(party: Party | null): boolean {
  return party?.kind !== 'session' || party.session.backendStart !== null;
}

function freesAnybody({ byEnd: { goOn, mayGoOn } }: Freeing): boolean {
  return goOn.length + mayGoOn.length > 0;
}

function obstacleOf(isNow: boolean, freeing: FreeingState): string | null {
  if (!isNow) return 'This is the past: go back to live to end anything.';
  if (freeing.kind === 'loading') return 'Finding out what it would set free…';
  if (freeing.kind === 'failed') return 'What it would set free is not known.';
  return freeing.freeing.means === 'none' ? freeing.freeing.why : null;
}

/** Of the verb that is asked about, or of the one that is enough. */
export function freedBy(freeing: Freeing, verb: SignalVerb | null): FreedSessions {
  return (verb ?? freeing.means) === 'cancel' ? freeing.byCancel : freeing.byEnd;
}

/** Whether it is asked before it is sent. */
export function asksFirst(verb: SignalVerb, isProduction: boolean): boolean {
  return verb !== 'cancel' || isProduction;
}

export const TONES = {
  cancelled: 'green',
  gone: 'green',
  'was-gone': 'muted',
  'still-there': 'amber',
  'not-permitted': 'amber',
} as const satisfies Record<SignalReport['outcome'], 'green' | 'muted' | 'amber'>;

/** What the plan shows, and what still stands between reading it and running it. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { Direction, Plan, Refusal } from '../../../electron/contract/revisions';
import type { CaptureState } from '../../parts/captureState';
import { describeHeads } from '../../parts/describeHeads';
import type { SourceState } from '../../parts/RevisionText';
import type { Place } from '../../usePlace';

/** What the user has decided and typed. */
export interface PlanChoices {
  readonly overridden: readonly Refusal['kind'][];
  readonly typedName: string;
  readonly expanded: readonly string[];
}

export const NO_CHOICES: PlanChoices = { overridden: [], typedName: '', expanded: [] };

export type PlanStart =
  | { readonly kind: 'idle' }
  | { readonly kind: 'trusting' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** What the captured SQL is for. */
export type HandOffAim = 'copy' | 'save';

export interface PlanHandOff {
  readonly capture: CaptureState;
  readonly aim: HandOffAim;
  /** Just now. */
  readonly isCopied: boolean;
}

export const NO_HAND_OFF: PlanHandOff = { capture: { kind: 'none' }, aim: 'copy', isCopied: false };

export interface PlanShown {
  readonly kind: 'shown';
  readonly plan: Plan;
  readonly place: Place;
  readonly choices: PlanChoices;
  readonly sources: Readonly<Record<string, SourceState>>;
  readonly start: PlanStart;
  readonly handOff: PlanHandOff;
}

export type PlanState =
  | { readonly kind: 'loading'; readonly direction: Direction }
  | { readonly kind: 'failed'; readonly direction: Direction; readonly error: ErrorInfo }
  | PlanShown;

export type ChoiceChange =
  | { readonly type: 'override'; readonly kind: Refusal['kind']; readonly on: boolean }
  | { readonly type: 'type-name'; readonly text: string }
  | { readonly type: 'expand'; readonly name: string; readonly on: boolean };

export function changeChoices(choices: PlanChoices, change: ChoiceChange): PlanChoices {
  switch (change.type) {
    case 'override':
      return { ...choices, overridden: toggled(choices.overridden, change.kind, change.on) };
    case 'type-name':
      return { ...choices, typedName: change.text };
    case 'expand':
      return { ...choices, expanded: toggled(choices.expanded, change.name, change.on) };
  }
}

/** The first thing that stands against running the plan, as a sentence; null when nothing does. */
export function findObstacle(plan: Plan, choices: PlanChoices): string | null {
  if (plan.steps.length === 0) return 'There is nothing to do.';
  if (plan.refusals.some(({ canOverride }) => !canOverride)) return 'It can’t run as it is: see above.';
  const open = plan.refusals.filter(({ kind }) => !choices.overridden.includes(kind));
  if (open.length > 0) return 'Decide about what is marked above first.';
  if (plan.needsTrust) return 'Trust the folder first.';
  if (plan.needsDatabaseName && choices.typedName !== plan.database)
    return 'Type the name of the database first.';
  return null;
}

const OVERRIDABLE = ['out-of-order', 'missing', 'changed', 'interrupted'] as const;
export type Override = (typeof OVERRIDABLE)[number];

/** The decisions as the run wants them: only those that this plan asked for. */
export function overridesOf(plan: Plan, { overridden }: PlanChoices): Override[] {
  const asked = plan.refusals.map(({ kind }) => kind);
  return OVERRIDABLE.filter((kind) => overridden.includes(kind) && asked.includes(kind));
}

/** What the one primary button will do. */
export function runLabel({ direction, steps }: Plan, placeName: string): string {
  const what = steps.length === 1 ? '1 revision' : `${steps.length} revisions`;
  return `${direction === 'up' ? 'Run' : 'Undo'} ${what} on ${placeName}`;
}

export function describeCourse({ direction, from, to }: Plan): string {
  const verb = direction === 'up' ? 'Upgrade' : 'Downgrade';
  return `${verb} from ${describeHeads(from)} to ${describeHeads(to)}`;
}

function toggled<T>(all: readonly T[], one: T, on: boolean): readonly T[] {
  const others = all.filter((each) => each !== one);
  return on ? [...others, one] : others;
}

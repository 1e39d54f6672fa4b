/** What the plan shows, and what still stands between reading it and running it. Pure. */
import type {
  ConnectionRole,
  Direction,
  ErrorInfo,
  Plan,
  ProjectSummary,
  Refusal,
} from '../../../electron/contract';
import type { SourceState } from '../../parts/RevisionText';

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

/** Where the plan would run. */
export interface PlanPlace {
  /** What the button calls it: the connection's name, or `shop (demo)`. */
  readonly name: string;
  readonly role: ConnectionRole;
  readonly project: ProjectSummary | null;
}

export interface PlanShown {
  readonly kind: 'shown';
  readonly plan: Plan;
  readonly place: PlanPlace;
  readonly choices: PlanChoices;
  readonly sources: Readonly<Record<string, SourceState>>;
  readonly start: PlanStart;
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
  const start = from ?? 'base';
  const end = to ?? 'base';
  return direction === 'up' ? `Upgrade from ${start} to ${end}` : `Downgrade from ${start} to ${end}`;
}

function toggled<T>(all: readonly T[], one: T, on: boolean): readonly T[] {
  const others = all.filter((each) => each !== one);
  return on ? [...others, one] : others;
}

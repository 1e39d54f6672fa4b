import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { FileChangePlan } from '../core/revisions/authoring/fileChange';
import type { History } from '../core/revisions/history';
import type { Leftovers } from '../core/revisions/leftovers';
import type { CaptureSnapshot } from '../core/revisions/offline/handOff';
import type { Plan } from '../core/revisions/plan';
import type { LogRecord, TextDifference } from '../core/revisions/revisionLog';
import type { StampPlan } from '../core/revisions/stamp';
import {
  base,
  databaseName,
  direction,
  id,
  message,
  pair,
  planId,
  revisionFormat,
  revisionName,
  revisionNames,
  targetName,
  write,
} from './call';

export type { FileChange, FileChangePlan } from '../core/revisions/authoring/fileChange';
export type {
  Attempt,
  Finding,
  History,
  LogState,
  RevisionRow,
  RevisionState,
  TransactionMode,
} from '../core/revisions/history';
export type { Leftover, Leftovers } from '../core/revisions/leftovers';
export type { CaptureSnapshot, HandOff, HandOffStep } from '../core/revisions/offline/handOff';
export type { Direction, Plan, PlanStep, Refusal } from '../core/revisions/plan';
export type { LogRecord, TextDifference } from '../core/revisions/revisionLog';
export type { StampPlan } from '../core/revisions/stamp';

/** A revision's text, for reading. */
export interface RevisionSource {
  readonly name: string;
  readonly format: 'js' | 'ts' | 'sql';
  readonly text: string;
  /** .sql only: the text that undoes it. */
  readonly downText: string | null;
}

const label = z
  .string()
  .max(100)
  .regex(/^[\w.-]+$/, 'letters, digits, dot, hyphen and underscore');

/** What to do to the files of a project: a new revision, a merge of heads, a branch moved on top of another. */
export const authoringInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('revision'),
    message,
    format: revisionFormat.optional(),
    parents: revisionNames.optional(),
    branch: label.optional(),
    splice: z.boolean().optional(),
    dependsOn: revisionNames.optional(),
  }),
  z.object({
    kind: z.literal('merge'),
    heads: revisionNames.optional(),
    message: message.optional(),
    branch: label.optional(),
  }),
  z.object({ kind: z.literal('rebase'), head: revisionName, onto: revisionName }),
]);
export type AuthoringInput = z.infer<typeof authoringInput>;

export const revisions = {
  history: base.input(z.object(pair)).output(type<History>()),
  plan: base.input(z.object({ ...pair, direction, target: targetName })).output(type<Plan>()),
  source: base.input(z.object({ projectId: id, name: revisionName })).output(type<RevisionSource>()),
  /** What the log says of one revision, newest first, at most 200. */
  log: base.input(z.object({ ...pair, name: revisionName })).output(type<readonly LogRecord[]>()),
  /** The SQL of what a plan would run, captured on the local server; pushes progress, then the result. */
  captureSql: base
    .input(
      z.object({
        ...pair,
        direction,
        /** A target, or a range A:B. */
        target: targetName,
      }),
    )
    .output(eventIterator(type<CaptureSnapshot>())),
  planStamp: base
    .input(z.object({ ...pair, targets: z.array(targetName).min(1).max(50), purge: z.boolean() }))
    .output(type<StampPlan>()),
  stamp: write
    .input(
      z.object({
        ...pair,
        targets: z.array(targetName).min(1).max(50),
        purge: z.boolean(),
        planId,
        databaseName,
      }),
    )
    .output(type<StampPlan>()),
  /** An applied revision's text as it ran and as it is. */
  difference: base.input(z.object({ ...pair, name: revisionName })).output(type<TextDifference>()),
  /** Records the changed file's checksum as right, with who and why. */
  accept: write
    .input(
      z.object({
        ...pair,
        name: revisionName,
        checksum: z.string().length(64),
        reason: message,
        databaseName,
      }),
    )
    .output(type<void>()),
  leftovers: base.input(z.object({ ...pair, name: revisionName })).output(type<Leftovers>()),
  /** Runs the repair that `leftovers` shows, and says what the revision is from now on. */
  repair: write
    .input(
      z.object({
        ...pair,
        name: revisionName,
        planId,
        /** Pending: it is to run again. Applied: what it did is complete. */
        as: z.enum(['pending', 'applied']),
        databaseName,
      }),
    )
    .output(type<void>()),
  /** What the change would do to the files. */
  planFiles: base.input(z.object({ ...pair, authoring: authoringInput })).output(type<FileChangePlan>()),
  writeFiles: write
    .input(z.object({ ...pair, authoring: authoringInput, planId }))
    .output(type<FileChangePlan>()),
  /** Opens the file in the user's editor. */
  edit: write.input(z.object({ projectId: id, name: revisionName })).output(type<void>()),
};

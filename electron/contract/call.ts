/** How every call of the page is treated, and the inputs that several of them share. */
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ErrorInfo } from '../core/errors';

export type { Blocker, ErrorInfo, RunnerHolder } from '../core/errors';

export interface CallMeta {
  readonly kind: 'read' | 'write' | 'interrupt';
}

export const base = oc
  .$meta<CallMeta>({ kind: 'read' })
  .errors({ LOCKSTEP: { status: 500, message: 'Lockstep error', data: type<ErrorInfo>() } });
export const write = base.meta({ kind: 'write' });
export const interrupt = base.meta({ kind: 'interrupt' });

export const id = z.string().min(1).max(100);
export const revisionName = z.string().min(1).max(255);
export const targetName = z.string().min(1).max(300);
export const pair = { connectionId: id, projectId: id };
export const direction = z.enum(['up', 'down']);

export const message = z.string().trim().min(1).max(200);
export const revisionNames = z.array(revisionName).max(100);
/** Production: the database's name as typed. */
export const databaseName = z.string().max(63).optional();
export const planId = z.string().max(100);

export const connection = { connectionId: id };
export const revisionFormat = z.enum(['js', 'mjs', 'cjs', 'ts', 'sql']);

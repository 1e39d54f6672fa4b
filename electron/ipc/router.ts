/**
 * The contract, implemented by core: one file per namespace, which narrows the input, calls core and returns
 * plain data. What holds for every procedure (failures, the queue of writes) is in procedures.ts.
 */
import type { Router } from '@orpc/server';
import type { contract } from '../contract';
import type { Lockstep } from '../core/lockstep';
import { appProcedures } from './app';
import { catalogProcedures } from './catalog';
import { connectionProcedures } from './connections';
import type { FrontDoor } from './frontDoor';
import { indexProcedures } from './indexes';
import { lockProcedures } from './locks';
import { procedures } from './procedures';
import { projectProcedures } from './projects';
import { queryProcedures } from './queries';
import { revisionProcedures } from './revisions';
import { runProcedures } from './runs';

export type LockstepRouter = Router<typeof contract, Record<never, never>>;

export function createRouter(lockstep: Lockstep, door: FrontDoor): LockstepRouter {
  const os = procedures();
  return {
    app: appProcedures(os.app, lockstep, door),
    connections: connectionProcedures(os.connections, lockstep),
    projects: projectProcedures(os.projects, lockstep, door),
    revisions: revisionProcedures(os.revisions, lockstep),
    catalog: catalogProcedures(os.catalog, lockstep),
    indexes: indexProcedures(os.indexes, lockstep),
    queries: queryProcedures(os.queries, lockstep),
    runs: runProcedures(os.runs, lockstep),
    locks: lockProcedures(os.locks, lockstep),
  };
}

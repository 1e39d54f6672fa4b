import type { Lockstep } from '../core/lockstep';
import type { FrontDoor } from './frontDoor';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function appProcedures(os: Procedures['app'], lockstep: Lockstep, door: FrontDoor) {
  return {
    info: os.info.handler(() => door.info),
    watchDemo: os.watchDemo.handler(({ context }) => stream(lockstep.demo.watch(context.signal))),
  };
}

import type { Lockstep } from '../core/lockstep';
import type { FrontDoor } from './frontDoor';
import type { Procedures } from './procedures';

export function projectProcedures(os: Procedures['projects'], { projects }: Lockstep, door: FrontDoor) {
  return {
    list: os.list.handler(() => projects.list()),
    browse: os.browse.handler(({ input }) => projects.browse(input.folder)),
    choose: os.choose.handler(() => door.chooseFolder()),
    add: os.add.handler(({ input }) => projects.add(input.folder)),
    remove: os.remove.handler(({ input }) => projects.remove(input.projectId)),
    environments: os.environments.handler(({ input }) => projects.environments(input.projectId)),
    init: os.init.handler(({ input }) => projects.init(input.folder)),
    trust: os.trust.handler(({ input }) => projects.trust(input.projectId)),
  };
}

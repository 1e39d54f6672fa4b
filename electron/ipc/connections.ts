import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function connectionProcedures(
  os: Procedures['connections'],
  { connections, addFromProject }: Lockstep,
) {
  return {
    list: os.list.handler(() => connections.list()),
    describe: os.describe.handler(({ input }) => connections.describe(input)),
    test: os.test.handler(({ input }) => stream(connections.test(input))),
    add: os.add.handler(({ input }) => connections.add(input)),
    addFromProject: os.addFromProject.handler(({ input }) => addFromProject(input)),
    remove: os.remove.handler(({ input }) => connections.remove(input.connectionId)),
    open: os.open.handler(({ input }) => connections.open(input.connectionId, input.password)),
  };
}

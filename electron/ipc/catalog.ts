import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function catalogProcedures(os: Procedures['catalog'], { catalog }: Lockstep) {
  return {
    compare: os.compare.handler(({ input, context }) => stream(catalog.compare(input, context.signal))),
    answerRenames: os.answerRenames.handler(({ input, context }) =>
      catalog.answerRenames(input, context.signal),
    ),
    object: os.object.handler(({ input, context }) => catalog.object(input, context.signal)),
    choose: os.choose.handler(({ input, context }) => catalog.choose(input, context.signal)),
    prove: os.prove.handler(({ input, context }) => stream(catalog.prove(input, context.signal))),
    planRevisions: os.planRevisions.handler(({ input, context }) =>
      catalog.planRevisions(input, context.signal),
    ),
    writeRevisions: os.writeRevisions.handler(({ input }) => catalog.writeRevisions(input)),
    save: os.save.handler(({ input }) => catalog.save(input)),
    upload: os.upload.handler(({ input }) => catalog.upload(input)),
    load: os.load.handler(({ input }) => catalog.load(input)),
  };
}

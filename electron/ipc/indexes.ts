import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function indexProcedures(os: Procedures['indexes'], { indexes }: Lockstep) {
  return {
    suggestions: os.suggestions.handler(({ input }) => indexes.suggestions(input)),
    twin: os.twin.handler(({ input }) => indexes.twin(input)),
    refreshTwin: os.refreshTwin.handler(({ input, context }) =>
      stream(indexes.refreshTwin(input, context.signal)),
    ),
    advise: os.advise.handler(({ input, context }) => stream(indexes.advise(input, context.signal))),
    adviseStatement: os.adviseStatement.handler(({ input, context }) =>
      stream(indexes.adviseStatement(input, context.signal)),
    ),
    explain: os.explain.handler(({ input }) => indexes.explain(input)),
    hypopg: os.hypopg.handler(({ input }) => indexes.hypopg(input)),
    prove: os.prove.handler(({ input, context }) => indexes.prove(input, context.signal)),
    columns: os.columns.handler(({ input }) => indexes.columns(input)),
    markPrivate: os.markPrivate.handler(({ input }) => indexes.markPrivate(input)),
    dismiss: os.dismiss.handler(({ input }) => indexes.dismiss(input)),
    restore: os.restore.handler(({ input }) => indexes.restore(input)),
    planRevisions: os.planRevisions.handler(({ input }) => indexes.planRevisions(input)),
    writeRevisions: os.writeRevisions.handler(({ input }) => indexes.writeRevisions(input)),
  };
}

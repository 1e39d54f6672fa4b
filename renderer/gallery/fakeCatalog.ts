import type { Comparison, RenameAnswer, Source } from '../../electron/contract/catalog';
import type { ConnectionSummary } from '../../electron/contract/connections';
import type { Api } from '../api';
import { comparison, side } from './exampleChanges';
import { connections, stagingConnection } from './exampleConnections';
import { manyRows } from './exampleManyChanges';
import { PROOF_LENGTH, proofAt } from './exampleProof';
import { renames } from './exampleRenames';
import { objectView, revisionsPlan, sqlOfAll, statements } from './exampleStatements';
import { pacedBy, pause, streamOf } from './fakeStreams';

const READ_MS = 400;
const WRITE_MS = 400;

/** Finds a few differences, in staging two thousand, and remembers which of them were renamed. */
export function fakeCatalog(): Api['catalog'] {
  let asked = renames;
  const compared = (from: Source, to: Source): Comparison => ({
    ...comparison,
    rows: labelOf(to) === stagingConnection.name ? manyRows(670) : comparison.rows,
    from: side(from, labelOf(from)),
    to: side(to, labelOf(to)),
    renames: asked,
    isDrift: from.kind === 'applied',
  });
  const answer = (answers: readonly RenameAnswer[]) => {
    const given = new Map(answers.map(({ questionId, isRename }) => [questionId, isRename]));
    asked = asked.map((each) => ({ ...each, isRename: given.get(each.id) ?? each.isRename }));
  };
  return {
    compare: async ({ from, to }) =>
      streamOf(
        pacedBy(READ_MS, [
          {
            phase: 'reading',
            side: 'from',
            what: `reading ${labelOf(from)}`,
            doneCount: 0,
            totalCount: null,
          },
          { phase: 'reading', side: 'to', what: `reading ${labelOf(to)}`, doneCount: 3, totalCount: 10 },
          { phase: 'comparing' },
          { phase: 'done', comparison: compared(from, to) },
        ]),
      ),
    answerRenames: async ({ answers }) => {
      answer(answers);
      await pause(WRITE_MS);
      return { ...comparison, renames: asked };
    },
    object: async ({ rowId }) => ({ ...objectView, rowId }),
    choose: async () => ({ statements, sql: sqlOfAll, added: [], blocked: [], refused: [], losses: [] }),
    prove: async () =>
      streamOf(
        pacedBy(
          READ_MS,
          Array.from({ length: PROOF_LENGTH + 1 }, (_, held) => proofAt(held, 'running')),
        ),
      ),
    planRevisions: async () => revisionsPlan,
    writeRevisions: async () => {
      await pause(WRITE_MS);
      return revisionsPlan;
    },
    save: async ({ side: which }) => ({ name: `${which}.json`, text: '{}\n' }),
    upload: async () => ({ uploadId: 'upload' }),
    load: async ({ name }) => ({ catalogId: 'saved', name, serverVersion: 180004, objectCount: 46 }),
  };
}

function labelOf(source: Source): string {
  if (source.kind === 'models') return 'models';
  if (source.kind === 'applied') return 'applied revisions';
  if (source.kind === 'saved') return 'before.json';
  const found: ConnectionSummary | undefined = connections.find(({ id }) => id === source.connectionId);
  return found?.name ?? source.connectionId;
}

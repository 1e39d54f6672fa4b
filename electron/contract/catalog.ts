import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type {
  Choice,
  CompareSnapshot,
  Comparison,
  ObjectView,
  ProofSnapshot,
  RevisionsPlan,
  SavedCatalog,
} from '../core/catalog/comparison/comparison';
import { base, databaseName, id, message, pair, planId, revisionFormat, revisionNames, write } from './call';

export type {
  ChangeRow,
  Choice,
  CompareSnapshot,
  Comparison,
  ObjectView,
  ProofSnapshot,
  ProofStep,
  RenameAnswer,
  RenameQuestion,
  RevisionsPlan,
  RowAction,
  SavedCatalog,
  Side,
  Source,
  Statement,
} from '../core/catalog/comparison/comparison';

/** One side of a comparison. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connection'), connectionId: id }),
  z.object({ kind: z.literal('models') }),
  z.object({ kind: z.literal('applied') }),
  z.object({ kind: z.literal('saved'), catalogId: id }),
]);
/** In a message that is small enough for the socket, whatever its letters. */
const filePart = z.string().max(150_000);
const rowId = z.string().min(1).max(2000);
const rowIds = z.array(rowId).max(100_000);
const chosen = { comparisonId: id, chosen: rowIds };
const renameAnswers = z.array(z.object({ questionId: rowId, isRename: z.boolean() })).max(1000);

/** `revision`: makes `from` as `to` is. For what was changed by hand: `adopt` it, or `revert` it. */
const generation = {
  ...pair,
  ...chosen,
  as: z.enum(['revision', 'adopt', 'revert']),
  message,
  format: revisionFormat.optional(),
  parents: revisionNames.optional(),
};

export const catalog = {
  /** Reads both sides and compares them; pushes progress, then the comparison. */
  compare: base
    .input(
      z.object({
        ...pair,
        from: source,
        to: source,
        /** Names of schemas (empty: all), and patterns with * for `schema.table`. */
        scope: z
          .object({
            schemas: z.array(z.string().max(63)).max(1000),
            excludeTables: z.array(z.string().max(200)).max(1000),
          })
          .default({ schemas: [], excludeTables: [] }),
      }),
    )
    .output(eventIterator(type<CompareSnapshot>())),
  /** Remembers the answers for the project, and compares what was read once more by them. */
  answerRenames: write
    .input(z.object({ projectId: id, comparisonId: id, answers: renameAnswers }))
    .output(type<Comparison>()),
  /** One object as both sides have it, for reading side by side. */
  object: base.input(z.object({ comparisonId: id, rowId })).output(type<ObjectView>()),
  /** The SQL of exactly these rows and what they need. */
  choose: base.input(z.object(chosen)).output(type<Choice>()),
  /** Tries the chosen rows' SQL on a copy: that it makes both sides equal, and that its reverse leads back. */
  prove: base.input(z.object(chosen)).output(eventIterator(type<ProofSnapshot>())),
  planRevisions: base.input(z.object(generation)).output(type<RevisionsPlan>()),
  writeRevisions: write
    .input(z.object({ ...generation, planId, databaseName }))
    .output(type<RevisionsPlan>()),
  /** A side as the text of a file. */
  save: base
    .input(z.object({ comparisonId: id, side: z.enum(['from', 'to']) }))
    .output(type<{ readonly name: string; readonly text: string }>()),
  /** A part of a file that is too long for one message; `load` gets the last one. */
  upload: base
    .input(z.object({ uploadId: id.nullable(), text: filePart }))
    .output(type<{ readonly uploadId: string }>()),
  /** A saved file's text, kept until the app closes. */
  load: base
    .input(
      z.object({ name: z.string().min(1).max(255), uploadId: id.nullable().default(null), text: filePart }),
    )
    .output(type<SavedCatalog>()),
};

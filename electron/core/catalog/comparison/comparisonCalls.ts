/** What the front doors may ask of comparisons. */
import type {
  Choice,
  CompareSnapshot,
  Comparison,
  ObjectView,
  ProofSnapshot,
  RenameAnswer,
  RevisionsPlan,
  SavedCatalog,
  SideName,
  Source,
} from './comparison';

export interface CompareInput {
  readonly connectionId: string;
  readonly projectId: string;
  readonly from: Source;
  readonly to: Source;
  readonly scope: { readonly schemas: readonly string[]; readonly excludeTables: readonly string[] };
}

export interface ChosenInput {
  readonly comparisonId: string;
  readonly chosen: readonly string[];
}

export interface GenerationInput extends ChosenInput {
  readonly connectionId: string;
  readonly projectId: string;
  readonly as: 'revision' | 'adopt' | 'revert';
  readonly message: string;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql' | undefined;
  readonly parents?: readonly string[] | undefined;
}

export interface Comparisons {
  compare(input: CompareInput, signal: AbortSignal): AsyncIterable<CompareSnapshot>;
  answerRenames(
    input: {
      readonly projectId: string;
      readonly comparisonId: string;
      readonly answers: readonly RenameAnswer[];
    },
    signal: AbortSignal,
  ): Promise<Comparison>;
  object(
    which: { readonly comparisonId: string; readonly rowId: string },
    signal?: AbortSignal,
  ): Promise<ObjectView>;
  choose(input: ChosenInput, signal?: AbortSignal): Promise<Choice>;
  prove(input: ChosenInput, signal: AbortSignal): AsyncIterable<ProofSnapshot>;
  planRevisions(input: GenerationInput, signal?: AbortSignal): Promise<RevisionsPlan>;
  writeRevisions(
    input: GenerationInput & { readonly planId: string; readonly databaseName?: string | undefined },
  ): Promise<RevisionsPlan>;
  save(which: {
    readonly comparisonId: string;
    readonly side: SideName;
  }): Promise<{ readonly name: string; readonly text: string }>;
  upload(part: {
    readonly uploadId: string | null;
    readonly text: string;
  }): Promise<{ readonly uploadId: string }>;
  load(file: {
    readonly name: string;
    readonly uploadId: string | null;
    readonly text: string;
  }): Promise<SavedCatalog>;
}

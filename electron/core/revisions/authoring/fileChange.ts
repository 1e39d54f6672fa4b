/** What creating, merging or rebasing revisions does to files: a value to look at before it is done. */

export interface FileChange {
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string;
  /** Set when the file is renamed too. */
  readonly renamedFrom: string | null;
  /** null: the file is new. */
  readonly before: string | null;
  readonly after: string;
}

export interface FileChangePlan {
  /** Digest of the changes: they are made with it and refused when a file has changed meanwhile. */
  readonly id: string;
  /** One sentence: what it does to the graph. */
  readonly summary: string;
  readonly changes: readonly FileChange[];
  /** Heads of the graph after it. */
  readonly heads: readonly string[];
  /** Things worth knowing, such as other databases where a moved revision may be applied. */
  readonly notes: readonly string[];
}

/** Statements of a generated revision. */
export interface Piece {
  /** For a comment above them. */
  readonly title: string;
  readonly statements: readonly string[];
  /** Why it is written as a comment alone; null: it runs. */
  readonly leftOut: string | null;
}

export interface RevisionContent {
  readonly up: readonly Piece[];
  readonly down: readonly Piece[];
  /** Its file says that it runs outside of one. */
  readonly transaction?: false;
}

export interface FurtherRevision {
  readonly message: string;
  readonly content: RevisionContent;
}

export type Authoring =
  | {
      readonly kind: 'revision';
      readonly message: string;
      readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql' | undefined;
      /** What it follows; none given: the only head. */
      readonly parents?: readonly string[] | undefined;
      readonly branch?: string | undefined;
      /** May follow a revision that is no head. */
      readonly splice?: boolean | undefined;
      readonly dependsOn?: readonly string[] | undefined;
      /** What it does; nothing unless it is generated. */
      readonly content?: RevisionContent | undefined;
      /** What a second revision does, which follows it: what is better done outside of a transaction. */
      readonly outside?: RevisionContent | undefined;
      /** More revisions, each of which follows the one before. */
      readonly further?: readonly FurtherRevision[] | undefined;
    }
  | {
      readonly kind: 'merge';
      /** None given: all heads. */
      readonly heads?: readonly string[] | undefined;
      readonly message?: string | undefined;
      readonly branch?: string | undefined;
    }
  | {
      readonly kind: 'rebase';
      /** The head whose unapplied branch moves. */
      readonly head: string;
      /** The head on top of which it goes. */
      readonly onto: string;
    };

/** What the tree lists, one line each. */
import type { ChangeRow, RenameQuestion } from '../../../electron/contract/catalog';

export interface HeadingLine {
  readonly type: 'heading';
  readonly key: string;
  readonly level: number;
  readonly label: string;
  /** Of rows that are changes. */
  readonly count: number;
  /** What its checkbox is about. */
  readonly rowIds: readonly string[];
  readonly isOpen: boolean;
  /** Of questions: those under it, which can be answered all at once. */
  readonly questions?: readonly RenameQuestion[];
}

export interface ChangeLine {
  readonly type: 'change';
  readonly key: string;
  readonly level: number;
  readonly row: ChangeRow;
  /** Of a row that stands for those beneath it, or has some: what its checkbox is about. */
  readonly rowIds: readonly string[];
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
}

export interface QuestionLine {
  readonly type: 'question';
  readonly key: string;
  readonly level: number;
  readonly question: RenameQuestion;
}

export type Line = HeadingLine | ChangeLine | QuestionLine;

/** What may have been renamed, above the changes: asked first, and what was answered folded away. Pure. */
import type { RenameQuestion } from '../../../electron/contract/catalog';
import type { HeadingLine, QuestionLine } from './lines';

const OPEN_QUESTIONS = 'questions';
const ANSWERED = 'answered';

export function questionLines(
  renames: readonly RenameQuestion[],
  toggled: ReadonlySet<string>,
): readonly (HeadingLine | QuestionLine)[] {
  const groups = [
    {
      key: OPEN_QUESTIONS,
      label: 'Renamed, or another?',
      isOpen: !toggled.has(OPEN_QUESTIONS),
      of: renames.filter(({ isRename }) => isRename === null),
    },
    {
      key: ANSWERED,
      label: 'Answered before',
      isOpen: toggled.has(ANSWERED),
      of: renames.filter(({ isRename }) => isRename !== null),
    },
  ];
  return groups.flatMap(({ key, label, isOpen, of }) => {
    if (of.length === 0) return [];
    const heading = {
      type: 'heading',
      key,
      level: 1,
      label,
      count: of.length,
      rowIds: [],
      questions: of,
      isOpen,
    } as const;
    const lines = of.map((question) => lineOf(question));
    return isOpen ? [heading, ...lines] : [heading];
  });
}

function lineOf(question: RenameQuestion): QuestionLine {
  return { type: 'question', key: `question ${question.id}`, level: 2, question };
}

import { Button } from '@mantine/core';
import type { RenameQuestion } from '../../../electron/contract/catalog';
import { GridCell } from '../../parts/GridCell';
import { Sign } from '../../parts/Sign';
import type { GridActions } from './DiffGrid';
import styles from './DiffGrid.module.css';
import type { QuestionLine } from './lines';

interface QuestionCellsProps {
  readonly line: QuestionLine;
  readonly isBusy: boolean;
  readonly actions: GridActions;
}

/** Something that is gone and something new, which may be the same: asked, never assumed. */
export function QuestionCells({ line, isBusy, actions }: QuestionCellsProps) {
  const { question } = line;
  const answer = (isRename: boolean) => actions.answer([{ questionId: question.id, isRename }]);
  return (
    <>
      <GridCell column="Question" span={2}>
        <Sign sign="?" tone="blue" />
        <code className={styles.name} title={describeQuestion(question)}>
          {describeQuestion(question)}
        </code>
        <span className={styles.reasons}>{question.reasons.join(', ')}</span>
      </GridCell>
      <GridCell column="Answer" span={2}>
        <span>renamed?</span>
        <Button
          variant={question.isRename === true ? 'light' : 'default'}
          aria-pressed={question.isRename === true}
          disabled={isBusy}
          onClick={() => answer(true)}
        >
          Yes
        </Button>
        <Button
          variant={question.isRename === false ? 'light' : 'default'}
          aria-pressed={question.isRename === false}
          disabled={isBusy}
          onClick={() => answer(false)}
        >
          No, drop and add
        </Button>
      </GridCell>
    </>
  );
}

function describeQuestion({ schema, of, from, to }: RenameQuestion): string {
  const where = of === null ? schema : `${schema}.${of}`;
  return `${where}.${from} ↔ ${where}.${to}`;
}

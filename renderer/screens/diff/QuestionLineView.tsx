// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { Button } from '@mantine/core';
import type { RenameQuestion } from '../../../electron/contract/catalog';
import type { GridActions, LinePlace } from './DiffGrid';
import styles from './DiffGrid.module.css';
import type { QuestionLine } from './lines';

interface QuestionLineViewProps {
  readonly line: QuestionLine;
  readonly place: LinePlace;
  readonly isBusy: boolean;
  readonly actions: GridActions;
}

/** Something that is gone and something new, which may be the same: asked, never assumed. */
export function QuestionLineView({ line, place, isBusy, actions }: QuestionLineViewProps) {
  const { question } = line;
  const answer = (isRename: boolean) => actions.answer([{ questionId: question.id, isRename }]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
    <div
      id={place.id}
      role="row"
      aria-rowindex={place.rowIndex}
      aria-level={line.level}
      aria-selected={place.isSelected}
      tabIndex={-1}
      className={styles.row}
      data-kind="question"
      style={{ transform: `translateY(${place.top}px)` }}
      onClick={() => actions.select(line.key)}
    >
      <div role="gridcell" aria-colspan={2} className={styles.cell} data-column="Question" tabIndex={-1}>
        <span className={styles.sign} data-tone="blue" aria-hidden>
          ?
        </span>
        <code className={styles.name} title={describeQuestion(question)}>
          {describeQuestion(question)}
        </code>
        <span className={styles.reasons}>{question.reasons.join(', ')}</span>
      </div>
      <div role="gridcell" aria-colspan={2} className={styles.cell} data-column="Answer" tabIndex={-1}>
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
      </div>
    </div>
  );
}

function describeQuestion({ schema, of, from, to }: RenameQuestion): string {
  const where = of === null ? schema : `${schema}.${of}`;
  return `${where}.${from} ↔ ${where}.${to}`;
}

import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { RenameQuestion } from '../../../electron/contract/catalog';
import { GridCell } from '../../parts/GridCell';
import { TickBox } from '../../parts/TickBox';
import { type Chosen, tickOf } from './choice';
import { COLUMNS, type GridActions } from './DiffGrid';
import styles from './DiffGrid.module.css';
import type { HeadingLine } from './lines';
import { grouped } from './sides';

interface HeadingCellsProps {
  readonly line: HeadingLine;
  readonly chosen: Chosen;
  readonly isAnswering: boolean;
  readonly actions: GridActions;
}

/** A schema, or a kind of objects in it: opened and closed, chosen as a whole. */
export function HeadingCells({ line, chosen, isAnswering, actions }: HeadingCellsProps) {
  const { label, count, isOpen, rowIds, questions = [] } = line;
  return (
    <GridCell column="Heading" span={COLUMNS.length}>
      <Twisty isOpen={isOpen} />
      {rowIds.length > 0 && (
        <TickBox label={label} tick={tickOf(rowIds, chosen)} onTick={() => actions.tick(line)} />
      )}
      <span className={styles.heading}>{label}</span>
      <span className={styles.count}>{grouped(count)}</span>
      {questions.length > 1 && <AnswerAll questions={questions} isBusy={isAnswering} actions={actions} />}
    </GridCell>
  );
}

interface AnswerAllProps {
  readonly questions: readonly RenameQuestion[];
  readonly isBusy: boolean;
  readonly actions: GridActions;
}

function AnswerAll({ questions, isBusy, actions }: AnswerAllProps) {
  const answer = (event: MouseEvent, isRename: boolean) => {
    // It is no click on the heading.
    event.stopPropagation();
    actions.answer(questions.map(({ id }) => ({ questionId: id, isRename })));
  };
  return (
    <span className={styles.all}>
      <Button variant="default" disabled={isBusy} onClick={(event) => answer(event, true)}>
        All were renamed
      </Button>
      <Button variant="default" disabled={isBusy} onClick={(event) => answer(event, false)}>
        None was
      </Button>
    </span>
  );
}

export function Twisty({ isOpen }: { readonly isOpen: boolean }) {
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return <Icon size={14} aria-hidden className={styles.twisty} />;
}

// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { RenameQuestion } from '../../../electron/contract/catalog';
import { type Chosen, tickOf } from './choice';
import type { GridActions, LinePlace } from './DiffGrid';
import styles from './DiffGrid.module.css';
import type { HeadingLine } from './lines';
import { grouped } from './sides';
import { TickBox } from './TickBox';

interface HeadingLineViewProps {
  readonly line: HeadingLine;
  readonly place: LinePlace;
  readonly chosen: Chosen;
  readonly isAnswering: boolean;
  readonly actions: GridActions;
}

/** A schema, or a kind of objects in it: opened and closed, chosen as a whole. */
export function HeadingLineView({ line, place, chosen, isAnswering, actions }: HeadingLineViewProps) {
  const { label, count, level, isOpen, rowIds, questions = [] } = line;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
    <div
      id={place.id}
      role="row"
      aria-rowindex={place.rowIndex}
      aria-level={level}
      aria-expanded={isOpen}
      aria-selected={place.isSelected}
      tabIndex={-1}
      className={styles.row}
      data-kind="heading"
      data-level={level}
      style={{ transform: `translateY(${place.top}px)` }}
      onClick={() => {
        actions.select(line.key);
        actions.fold(line);
      }}
    >
      <div role="gridcell" aria-colspan={4} className={styles.cell} data-column="Heading" tabIndex={-1}>
        <Twisty isOpen={isOpen} />
        {rowIds.length > 0 && (
          <TickBox label={label} tick={tickOf(rowIds, chosen)} onTick={() => actions.tick(line)} />
        )}
        <span className={styles.heading}>{label}</span>
        <span className={styles.count}>{grouped(count)}</span>
        {questions.length > 1 && <AnswerAll questions={questions} isBusy={isAnswering} actions={actions} />}
      </div>
    </div>
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

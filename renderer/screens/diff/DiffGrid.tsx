import { type RefObject, useMemo } from 'react';
import type { GridColumn } from '../../parts/GridHead';
import { type FoldKey, RowGrid } from '../../parts/RowGrid';
import { ChangeCells } from './ChangeCells';
import type { Chosen } from './choice';
import styles from './DiffGrid.module.css';
import type { DiffActions } from './DiffView';
import { HeadingCells } from './HeadingCells';
import { foldKey, isOpen } from './lineKeys';
import type { Line } from './lines';
import { QuestionCells } from './QuestionCells';

export const COLUMNS: readonly GridColumn[] = [
  { name: 'Change' },
  { name: 'What' },
  { name: 'Marks' },
  { name: 'Lock' },
];

export type GridActions = Pick<
  DiffActions,
  'select' | 'inspect' | 'closeDetail' | 'fold' | 'tick' | 'answer'
>;

interface DiffGridProps {
  readonly lines: readonly Line[];
  readonly chosen: Chosen;
  /** Key of a line. */
  readonly at: string | null;
  readonly isStale: boolean;
  readonly isAnswering: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly actions: GridActions;
}

/** The tree of differences. */
export function DiffGrid(props: DiffGridProps) {
  const { lines, at, actions } = props;
  const byKey = useMemo(() => new Map(lines.map((line) => [line.key, line])), [lines]);
  const withLine = (act: (line: Line) => void) => (key: string) => {
    const line = byKey.get(key);
    if (line) act(line);
  };
  return (
    <RowGrid
      label="Differences"
      columns={COLUMNS}
      rows={lines}
      at={at}
      isStale={props.isStale}
      follow="height"
      gridRef={props.gridRef}
      className={styles.grid}
      onSelect={actions.select}
      onOpen={withLine((line) => (line.type === 'heading' ? actions.fold(line) : actions.inspect(line.key)))}
      onClick={withLine((line) => click(line, actions))}
      onClose={actions.closeDetail}
      onTick={withLine(actions.tick)}
      placeOf={(line) => ({ level: line.level, isOpen: isOpen(line) })}
      onFold={(key) => applyFold(lines, at, key, actions)}
    >
      {(line) => <LineCells line={line} {...props} />}
    </RowGrid>
  );
}

interface LineCellsProps extends Pick<DiffGridProps, 'chosen' | 'isAnswering' | 'actions'> {
  readonly line: Line;
}

function LineCells({ line, chosen, isAnswering, actions }: LineCellsProps) {
  switch (line.type) {
    case 'heading':
      return <HeadingCells line={line} chosen={chosen} isAnswering={isAnswering} actions={actions} />;
    case 'change':
      return <ChangeCells line={line} chosen={chosen} actions={actions} />;
    case 'question':
      return <QuestionCells line={line} isBusy={isAnswering} actions={actions} />;
  }
}

/** A question has buttons, and its line nothing to inspect. */
function click(line: Line, actions: GridActions) {
  if (line.type === 'change') return actions.inspect(line.key);
  actions.select(line.key);
  if (line.type === 'heading') actions.fold(line);
}

function applyFold(lines: readonly Line[], at: string | null, key: FoldKey, actions: GridActions) {
  const move = foldKey(lines, at, key);
  if (move?.kind === 'fold') actions.fold(move.line);
  if (move?.kind === 'go') actions.select(move.key);
}

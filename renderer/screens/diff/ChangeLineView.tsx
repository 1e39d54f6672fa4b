// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChangeRow } from '../../../electron/contract/catalog';
import { Tag } from '../../parts/Tag';
import { type Chosen, isChoosable, tickOf } from './choice';
import type { GridActions, LinePlace } from './DiffGrid';
import styles from './DiffGrid.module.css';
import { ACTION_MARKS } from './describeChange';
import { Twisty } from './HeadingLineView';
import type { ChangeLine } from './lines';
import { TickBox } from './TickBox';

interface ChangeLineViewProps {
  readonly line: ChangeLine;
  readonly place: LinePlace;
  readonly chosen: Chosen;
  readonly actions: GridActions;
}

export function ChangeLineView({ line, place, chosen, actions }: ChangeLineViewProps) {
  const { row, level, hasChildren, isOpen, rowIds } = line;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
    <div
      id={place.id}
      role="row"
      aria-rowindex={place.rowIndex}
      aria-level={level}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={place.isSelected}
      tabIndex={-1}
      className={styles.row}
      data-kind="change"
      data-level={level}
      style={{ transform: `translateY(${place.top}px)` }}
      onClick={() => actions.inspect(line.key)}
    >
      <Cell column="Change" title={row.id}>
        {hasChildren && (
          <button
            type="button"
            className={styles.fold}
            aria-label={isOpen ? `Close ${row.name}` : `Open ${row.name}`}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              actions.fold(line);
            }}
          >
            <Twisty isOpen={isOpen} />
          </button>
        )}
        <TickBox
          label={row.name}
          tick={tickOf(rowIds, chosen)}
          isDisabled={rowIds.length === 0}
          onTick={() => actions.tick(line)}
        />
        <ActionSign row={row} />
        <code className={styles.name}>{row.name}</code>
      </Cell>
      <Cell column="What" title={row.summary}>
        <span className={styles.summary}>{row.summary}</span>
      </Cell>
      <Cell column="Marks">
        <ChangeMarks row={row} />
      </Cell>
      <Cell column="Lock" title={row.lock ?? undefined}>
        {row.lock === null ? (
          isChoosable(row) && <span aria-hidden>—</span>
        ) : (
          <span className={styles.summary}>{row.lock}</span>
        )}
      </Cell>
    </div>
  );
}

export function ActionSign({ row: { action, isGroup } }: { readonly row: ChangeRow }) {
  if (isGroup) return <span className={styles.sign} aria-hidden />;
  const { sign, word, tone } = ACTION_MARKS[action];
  return (
    <span className={styles.sign} data-tone={tone} title={word}>
      <span aria-hidden>{sign}</span>
      <VisuallyHidden>{word}</VisuallyHidden>
    </span>
  );
}

export function ChangeMarks({ row }: { readonly row: ChangeRow }) {
  return (
    <>
      {row.refused !== null && (
        <Tag tone="red" title={row.refused}>
          can’t be planned
        </Tag>
      )}
      {row.destroys !== null && (
        <Tag tone="red" title={`Destroys ${row.destroys}`}>
          destroys data
        </Tag>
      )}
      {row.rewrites && (
        <Tag tone="amber" title="Writes the whole table anew while it holds the lock">
          rewrites
        </Tag>
      )}
      {row.scans && (
        <Tag tone="amber" title="Reads the whole table while it holds the lock">
          scans
        </Tag>
      )}
      {row.isOutside && (
        <Tag tone="muted" title="In a revision it runs outside of a transaction">
          no transaction
        </Tag>
      )}
    </>
  );
}

interface CellProps {
  readonly column: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

function Cell({ column, title, children }: CellProps) {
  return (
    <div role="gridcell" className={styles.cell} data-column={column} title={title} tabIndex={-1}>
      {children}
    </div>
  );
}

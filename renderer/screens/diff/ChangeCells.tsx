import type { ChangeRow } from '../../../electron/contract/catalog';
import { GridCell } from '../../parts/GridCell';
import { Sign } from '../../parts/Sign';
import { Tag } from '../../parts/Tag';
import { TickBox } from '../../parts/TickBox';
import { type Chosen, isChoosable, tickOf } from './choice';
import type { GridActions } from './DiffGrid';
import styles from './DiffGrid.module.css';
import { ACTION_MARKS } from './describeChange';
import { Twisty } from './HeadingCells';
import type { ChangeLine } from './lines';

interface ChangeCellsProps {
  readonly line: ChangeLine;
  readonly chosen: Chosen;
  readonly actions: GridActions;
}

export function ChangeCells({ line, chosen, actions }: ChangeCellsProps) {
  const { row, hasChildren, isOpen, rowIds } = line;
  return (
    <>
      <GridCell column="Change" title={row.id}>
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
      </GridCell>
      <GridCell column="What" title={row.summary}>
        <span className={styles.summary}>{row.summary}</span>
      </GridCell>
      <GridCell column="Marks">
        <ChangeMarks row={row} />
      </GridCell>
      <GridCell column="Lock" title={row.lock ?? undefined}>
        {row.lock === null ? (
          isChoosable(row) && <span aria-hidden>—</span>
        ) : (
          <span className={styles.summary}>{row.lock}</span>
        )}
      </GridCell>
    </>
  );
}

export function ActionSign({ row: { action, isGroup } }: { readonly row: ChangeRow }) {
  return <Sign {...(isGroup ? { sign: '' } : ACTION_MARKS[action])} />;
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
        <Tag tone="muted" title="In a revision what takes long runs outside of a transaction">
          no transaction
        </Tag>
      )}
    </>
  );
}

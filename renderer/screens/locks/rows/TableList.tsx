import { Skeleton, TextInput, UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { LockableTable } from '../../../../electron/contract/locks';
import { ErrorNote } from '../../../parts/ErrorNote';
import { formatBytes } from '../../../parts/formatBytes';
import { describeCap, formatCount } from '../describeLocks';
import type { RowsActions } from './RowsTab';
import styles from './RowsTab.module.css';
import { qualifiedName, type RowsState, type TablesState } from './rowsState';

interface TableListProps {
  readonly state: RowsState;
  readonly actions: Pick<RowsActions, 'search' | 'choose'>;
}

export function TableList({ state, actions }: TableListProps) {
  return (
    <section className={styles.tables} aria-label="Tables">
      <div className={styles.search}>
        <TextInput
          type="search"
          aria-label="Search tables"
          placeholder="Search tables…"
          value={state.search}
          onChange={(event) => actions.search(event.currentTarget.value)}
        />
      </div>
      <Listed state={state} actions={actions} />
    </section>
  );
}

function Listed({ state, actions }: TableListProps) {
  const { tables, table } = state;
  if (tables.kind === 'failed') return <ErrorNote error={tables.error} />;
  if (tables.kind === 'loading') return <TablesLoading />;
  const chosen = table && `${table.schema}.${table.name}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <ul className={styles.tableList} tabIndex={0}>
      {tables.tables.tables.map((each) => (
        <li key={`${each.schema}.${each.name}`}>
          <UnstyledButton
            className={styles.tableLine}
            aria-current={chosen === `${each.schema}.${each.name}` ? 'true' : undefined}
            onClick={() => actions.choose(each)}
          >
            <span className={styles.tableName} title={qualifiedName(each)}>
              {qualifiedName(each)}
            </span>
            <TableFigures table={each} />
          </UnstyledButton>
        </li>
      ))}
      <Capped tables={tables} />
    </ul>
  );
}

function TableFigures({ table }: { readonly table: LockableTable }) {
  const { waiterCount, lockerCount, sizeBytes, lockedBy } = table;
  return (
    <>
      {lockedBy !== null && (
        <span
          className={styles.lockedBy}
          title={`ACCESS EXCLUSIVE by ${lockedBy === 0 ? 'a prepared transaction' : `pid ${lockedBy}`}`}
        >
          <IconLock size={13} aria-hidden />
        </span>
      )}
      {waiterCount > 0 ? (
        <span className={styles.waiters}>{formatCount(waiterCount)} waiting</span>
      ) : (
        <span className={styles.quiet}>
          {lockerCount > 0 ? `${formatCount(lockerCount)} writing` : formatBytes(String(sizeBytes))}
        </span>
      )}
    </>
  );
}

function Capped({ tables }: { readonly tables: Extract<TablesState, { kind: 'shown' }> }) {
  const { tables: listed, tableCount } = tables.tables;
  const cap = describeCap(listed.length, tableCount);
  if (listed.length === 0) return <li className={styles.quietLine}>No table has that in its name.</li>;
  return cap && <li className={styles.quietLine}>{cap}: search for the others</li>;
}

const WIDTHS = [62, 48, 55, 70, 44, 58];

function TablesLoading() {
  return (
    <div role="status" aria-label="Loading the tables">
      {WIDTHS.map((width) => (
        <div key={width} className={styles.tableLine}>
          <Skeleton height={10} width={`${width}%`} />
        </div>
      ))}
    </div>
  );
}

import { UnstyledButton } from '@mantine/core';
import type { AwaitedRow } from '../../../../electron/contract/locks';
import { describeHolder, qualifiedName, type TableName } from '../rows/rowsState';
import styles from './PartyInspector.module.css';

interface AwaitedRowLineProps {
  readonly awaited: AwaitedRow;
  readonly onOpenTable: (table: TableName) => void;
}

/** Known from the waiter alone: no table is read for it. */
export function AwaitedRowLine({ awaited, onOpenTable }: AwaitedRowLineProps) {
  const { schema, table, row } = awaited;
  const name = { schema, name: table };
  const key = Object.entries(row.key).map(([column, value]) => `${column} = ${value ?? 'NULL'}`);
  const holders = row.lockers.map(describeHolder);
  return (
    <p>
      the row {key.length > 0 ? <code>{key.join(', ')}</code> : <code>{row.ctid}</code>} of{' '}
      <UnstyledButton className={styles.link} onClick={() => onOpenTable(name)}>
        {qualifiedName(name)}
      </UnstyledButton>
      {holders.length > 0 && <>, held by {holders.join(', ')}</>}
    </p>
  );
}

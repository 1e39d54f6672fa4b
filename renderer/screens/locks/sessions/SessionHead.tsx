// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import type { SessionSort } from '../../../app/locksAddress';
import styles from './SessionGrid.module.css';

export const COLUMNS = ['Session', 'State', 'Lock', 'Transaction', 'User', 'Client', 'Query'] as const;
export type Column = (typeof COLUMNS)[number];

const SORTS: Readonly<Partial<Record<Column, SessionSort>>> = {
  Session: 'root',
  State: 'waited',
  Transaction: 'transaction',
  User: 'user',
};

const MEANINGS: Readonly<Record<SessionSort, string>> = {
  root: 'Each below the one that it waits for',
  waited: 'The longest wait first',
  transaction: 'The oldest transaction first',
  user: 'By user',
};

interface SessionHeadProps {
  readonly sort: SessionSort;
  readonly onSort: (sort: SessionSort) => void;
}

export function SessionHead({ sort, onSort }: SessionHeadProps) {
  return (
    <div role="row" aria-rowindex={1} className={styles.row} tabIndex={-1}>
      {COLUMNS.map((column) => {
        const by = SORTS[column];
        return (
          <div
            key={column}
            role="columnheader"
            className={styles.cell}
            data-column={column}
            aria-sort={by === sort ? 'descending' : undefined}
            tabIndex={-1}
          >
            {by ? (
              <UnstyledButton className={styles.sort} title={MEANINGS[by]} onClick={() => onSort(by)}>
                {column}
                {by === sort && <IconArrowDown size={12} aria-hidden />}
              </UnstyledButton>
            ) : (
              column
            )}
          </div>
        );
      })}
    </div>
  );
}

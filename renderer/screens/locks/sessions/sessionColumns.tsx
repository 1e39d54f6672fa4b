import { UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import type { SessionSort } from '../../../app/locksAddress';
import type { GridColumn } from '../../../parts/GridHead';
import styles from './SessionGrid.module.css';

const COLUMNS = ['Session', 'State', 'Lock', 'Transaction', 'User', 'Client', 'Query'] as const;
type Column = (typeof COLUMNS)[number];

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

export function sessionColumns(
  sort: SessionSort,
  onSort: (sort: SessionSort) => void,
): readonly GridColumn[] {
  return COLUMNS.map((name) => {
    const by = SORTS[name];
    const isNumber = name === 'Transaction';
    if (!by) return { name, isNumber };
    return {
      name,
      isNumber,
      sort: by === sort ? 'descending' : undefined,
      head: <SortHead name={name} by={by} isSorted={by === sort} onSort={onSort} />,
    };
  });
}

interface SortHeadProps {
  readonly name: string;
  readonly by: SessionSort;
  readonly isSorted: boolean;
  readonly onSort: (sort: SessionSort) => void;
}

function SortHead({ name, by, isSorted, onSort }: SortHeadProps) {
  return (
    <UnstyledButton className={styles.sort} title={MEANINGS[by]} onClick={() => onSort(by)}>
      {name}
      {isSorted && <IconArrowDown size={12} aria-hidden />}
    </UnstyledButton>
  );
}

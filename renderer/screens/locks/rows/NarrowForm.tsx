import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeyCondition } from '../../../../electron/contract/locks';
import styles from './RowsTab.module.css';

interface NarrowFormProps {
  readonly keyColumns: readonly string[];
  readonly where: readonly KeyCondition[];
  readonly onNarrow: (where: readonly KeyCondition[]) => void;
}

const OPERATORS: readonly KeyCondition['operator'][] = ['=', '<', '<=', '>', '>='];

/** Only a part of the table, by its primary key: the index finds it, and nothing else is read. */
export function NarrowForm({ keyColumns, where, onNarrow }: NarrowFormProps) {
  const [first] = keyColumns;
  const [column, setColumn] = useState<string | null>(null);
  const [operator, setOperator] = useState<KeyCondition['operator']>('=');
  const [value, setValue] = useState('');
  if (first === undefined) return <p className={styles.quiet}>Without a primary key it is read whole.</p>;
  const narrow = () => {
    const chosen = column ?? first;
    const others = where.filter((each) => each.column !== chosen);
    onNarrow([...others, { column: chosen, operator, value }]);
    setValue('');
  };
  return (
    <form
      className={styles.narrow}
      aria-label="Narrow by primary key"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') narrow();
      }}
    >
      {where.map((each) => (
        <Button
          key={each.column}
          variant="light"
          title="Take this condition away"
          onClick={() => onNarrow(where.filter((other) => other !== each))}
        >
          {each.column} {each.operator} {each.value} ×
        </Button>
      ))}
      {keyColumns.length > 1 ? (
        <NativeSelect
          size="xs"
          aria-label="Key column"
          data={[...keyColumns]}
          value={column ?? first}
          onChange={(event) => setColumn(event.currentTarget.value)}
        />
      ) : (
        <code>{first}</code>
      )}
      <NativeSelect
        size="xs"
        aria-label="Comparison"
        data={[...OPERATORS]}
        value={operator}
        onChange={(event) => setOperator(OPERATORS.find((each) => each === event.currentTarget.value) ?? '=')}
      />
      <TextInput
        className={styles.value}
        aria-label="Value"
        placeholder="all, or a value"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button variant="default" type="submit" disabled={value === ''}>
        Narrow
      </Button>
    </form>
  );
}

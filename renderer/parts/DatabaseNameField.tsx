import { TextInput } from '@mantine/core';
import { useId } from 'react';
import styles from './Panel.module.css';

interface DatabaseNameFieldProps {
  readonly database: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
}

/** Production asks for the name of the database before anything is changed there. */
export function DatabaseNameField({ database, typed, onType }: DatabaseNameFieldProps) {
  const id = useId();
  return (
    <div className={styles.nameField}>
      <label htmlFor={id}>
        This is production. Type <code>{database}</code> to go on:
      </label>
      <TextInput
        id={id}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}

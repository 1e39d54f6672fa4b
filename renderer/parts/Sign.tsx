import { VisuallyHidden } from '@mantine/core';
import styles from './Sign.module.css';

interface SignProps {
  /** One character; '' keeps its place. */
  readonly sign: string;
  readonly tone?: 'green' | 'red' | 'amber' | 'blue' | 'muted';
  /** What it means, where nothing beside it says so. */
  readonly word?: string;
}

/** What is done with a row's object. */
export function Sign({ sign, tone, word }: SignProps) {
  return (
    <span className={styles.sign} data-tone={tone} title={word}>
      <span aria-hidden>{sign}</span>
      {word !== undefined && <VisuallyHidden>{word}</VisuallyHidden>}
    </span>
  );
}

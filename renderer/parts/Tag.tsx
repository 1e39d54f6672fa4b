import type { ReactNode } from 'react';
import styles from './Tag.module.css';

interface TagProps {
  readonly tone: 'blue' | 'amber' | 'red' | 'green' | 'muted';
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word that marks something, such as a role or "head". */
export function Tag({ tone, title, children }: TagProps) {
  return (
    <span className={styles.tag} data-tone={tone} title={title}>
      {children}
    </span>
  );
}

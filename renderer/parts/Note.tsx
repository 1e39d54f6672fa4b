import type { ReactNode } from 'react';
import styles from './Note.module.css';

interface NoteProps {
  readonly tone: 'muted' | 'amber' | 'red' | 'blue' | 'green';
  readonly children: ReactNode;
}

/** A sentence or two that the reader should know before going on. */
export function Note({ tone, children }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone} role="note">
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './EmptyNote.module.css';

interface EmptyNoteProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Nothing to show, and the next step. */
export function EmptyNote({ title, children, actions }: EmptyNoteProps) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p className={styles.text}>{children}</p>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton';
import styles from './Note.module.css';

interface GrantNoteProps {
  readonly children: ReactNode;
  readonly grantSql: string;
}

/** Something is hidden or impossible for want of a privilege: what, and the statement to ask for. */
export function GrantNote({ children, grantSql }: GrantNoteProps) {
  return (
    <div className={styles.note} data-tone="amber" role="note">
      <p>{children}</p>
      <GrantSql grantSql={grantSql} />
    </div>
  );
}

export function GrantSql({ grantSql }: { readonly grantSql: string }) {
  return (
    <div className={styles.grant}>
      <code className={styles.grantText}>{grantSql}</code>
      <CopyButton text={grantSql} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { Note } from './Note';
import styles from './TrustPanel.module.css';

interface TrustPanelProps {
  /** null while it is not known. */
  readonly folder: string | null;
  readonly label?: string;
  readonly isBusy: boolean;
  readonly onTrust: () => void;
}

export function TrustPanel({ folder, label = 'Trust this folder', isBusy, onTrust }: TrustPanelProps) {
  return (
    <Note tone="amber">
      <h2>Do you trust the code in this folder?</h2>
      <p className={styles.text}>
        Running revisions runs the project’s own code, and the packages that it loads, on this computer and
        with your rights: it can read and change your files and reach your network. Its configuration says
        which server your passwords are sent to. Trust it only if you know where it comes from. Reading it
        here runs nothing.
      </p>
      {folder !== null && (
        <p>
          <code>{folder}</code>
        </p>
      )}
      <div>
        <Button variant="default" loading={isBusy} onClick={onTrust}>
          {label}
        </Button>
      </div>
    </Note>
  );
}

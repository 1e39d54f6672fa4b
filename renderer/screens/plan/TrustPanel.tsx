import { Button } from '@mantine/core';
import type { ProjectSummary } from '../../../electron/contract';
import { Note } from '../../parts/Note';
import styles from './PlanView.module.css';

interface TrustPanelProps {
  readonly project: ProjectSummary | null;
  readonly isBusy: boolean;
  readonly onTrust: () => void;
}

export function TrustPanel({ project, isBusy, onTrust }: TrustPanelProps) {
  return (
    <Note tone="amber">
      <h2>Do you trust the code in this folder?</h2>
      <p className={styles.trustText}>
        Running revisions runs the project’s own code, and the packages that it loads, on this computer and
        with your rights: it can read and change your files and reach your network. Trust it only if you know
        where it comes from. Reading it here runs nothing.
      </p>
      {project && (
        <p>
          <code>{project.folder}</code>
        </p>
      )}
      <div>
        <Button variant="default" loading={isBusy} onClick={onTrust}>
          Trust this folder
        </Button>
      </div>
    </Note>
  );
}

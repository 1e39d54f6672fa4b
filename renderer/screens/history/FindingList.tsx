import type { Finding } from '../../../electron/contract/revisions';
import { Note } from '../../parts/Note';
import styles from './HistoryView.module.css';
import { RevisionLinks } from './RevisionLinks';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly onInspect: (name: string) => void;
}

/** What has to be mended before anything can run. */
const SEVERE: readonly Finding['kind'][] = ['interrupted', 'cycle', 'unknown-parent', 'two-files'];

export function FindingList({ findings, onInspect }: FindingListProps) {
  const isSevere = ({ kind }: Finding) => SEVERE.includes(kind);
  const severe = findings.filter(isSevere);
  const others = findings.filter((finding) => !isSevere(finding));
  return (
    <>
      <Findings tone="red" label="To mend" findings={severe} onInspect={onInspect} />
      <Findings tone="amber" label="To look at" findings={others} onInspect={onInspect} />
    </>
  );
}

interface FindingsProps extends FindingListProps {
  readonly tone: 'red' | 'amber';
  readonly label: string;
}

function Findings({ tone, label, findings, onInspect }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <Note tone={tone}>
      <ul className={styles.findings} aria-label={label}>
        {findings.map((finding) => (
          <li key={`${finding.kind} ${finding.names.join(' ')}`} className={styles.finding}>
            <span>
              <strong>{finding.message}</strong> {finding.hint}
            </span>
            <RevisionLinks names={finding.names} onInspect={onInspect} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

import { UnstyledButton } from '@mantine/core';
import type { SignalReport } from '../../../../electron/contract/locks';
import { GrantNote } from '../../../parts/GrantNote';
import { Note } from '../../../parts/Note';
import { TONES } from './inspectorState';
import styles from './PartyInspector.module.css';

interface SignalReportNoteProps {
  readonly report: SignalReport;
  readonly onInspect: (key: string) => void;
}

const NAMED = 8;

/** What really happened, looked at a moment later. */
export function SignalReportNote({ report, onInspect }: SignalReportNoteProps) {
  const { message, grantSql, outcome, wentOn } = report;
  if (grantSql !== null) return <GrantNote grantSql={grantSql}>{message}</GrantNote>;
  return (
    <Note tone={TONES[outcome]}>
      <p role="status">{message}</p>
      {wentOn.length > 0 && (
        <p>
          No longer in the way of{' '}
          {wentOn.slice(0, NAMED).map((pid) => (
            <UnstyledButton key={pid} className={styles.wentOn} onClick={() => onInspect(String(pid))}>
              {pid}
            </UnstyledButton>
          ))}
          {wentOn.length > NAMED && `and ${wentOn.length - NAMED} more`}
        </p>
      )}
    </Note>
  );
}

import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import type { RevisionRow } from '../../../electron/contract';
import { Duration } from '../../parts/Duration';
import { ErrorNote } from '../../parts/ErrorNote';
import { formatExactTime } from '../../parts/formatTime';
import { RelativeTime } from '../../parts/RelativeTime';
import { RevisionText, type SourceState } from '../../parts/RevisionText';
import { SqlText } from '../../parts/SqlText';
import { StateMark } from '../../parts/StateMark';
import type { HistoryActions } from './HistoryView';
import styles from './RevisionInspector.module.css';
import { RowMarks } from './RevisionLine';

interface RevisionInspectorProps {
  readonly row: RevisionRow;
  readonly source: SourceState;
  readonly now: string;
  readonly actions: Pick<HistoryActions, 'upgradeTo' | 'downgradeTo'>;
  readonly onClose: () => void;
}

export function RevisionInspector({ row, source, now, actions, onClose }: RevisionInspectorProps) {
  return (
    <section
      className={styles.inspector}
      aria-label="Inspector"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.head}>
        <h2 className={styles.name}>{row.name}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.marks}>
        <StateMark state={row.state} />
        <RowMarks row={row} />
      </div>
      <RevisionFacts row={row} now={now} />
      <NextStep row={row} actions={actions} />
      {row.lastAttempt && <LastAttempt row={row} now={now} />}
      <RevisionText state={source} />
    </section>
  );
}

function RevisionFacts({ row, now }: { readonly row: RevisionRow; readonly now: string }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Applied', row.appliedAt && <AppliedAt iso={row.appliedAt} now={now} />],
    ['Took', row.durationMs !== null && <Duration ms={row.durationMs} />],
    ['By', row.appliedBy],
    [
      'Transaction',
      row.transaction && (row.transaction === 'own' ? 'its own' : 'none: it can’t be undone half-way'),
    ],
    ['Checksum', row.checksum && <code title={row.checksum}>{row.checksum.slice(0, 12)}</code>],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value && (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ),
      )}
    </dl>
  );
}

function AppliedAt({ iso, now }: { readonly iso: string; readonly now: string }) {
  return (
    <>
      {formatExactTime(iso)} (<RelativeTime iso={iso} now={now} />)
    </>
  );
}

/** From a revision to the plan that leads there. */
function NextStep({ row, actions }: Pick<RevisionInspectorProps, 'row' | 'actions'>) {
  if (row.state === 'running' || row.isCurrent) return null;
  const isApplied = row.state === 'applied' || row.state === 'changed' || row.state === 'missing';
  return (
    <div>
      {isApplied ? (
        <Button variant="default" onClick={() => actions.downgradeTo(row.name)}>
          Downgrade to this one
        </Button>
      ) : (
        <Button variant="default" onClick={() => actions.upgradeTo(row.name)}>
          Upgrade to this one
        </Button>
      )}
    </div>
  );
}

function LastAttempt({ row, now }: { readonly row: RevisionRow; readonly now: string }) {
  if (!row.lastAttempt) return null;
  const { outcome, at, error } = row.lastAttempt;
  return (
    <div className={styles.attempt}>
      <h3>
        Last attempt{' '}
        {outcome === 'rolled-back' ? 'was rolled back' : outcome === 'failed' ? 'failed' : 'was interrupted'}{' '}
        <RelativeTime iso={at} now={now} />
      </h3>
      {error && <ErrorNote error={error} />}
      {error?.kind === 'sql-failed' && error.sql && (
        <SqlText
          text={error.sql}
          language="sql"
          label="The statement that failed"
          position={error.position}
        />
      )}
    </div>
  );
}

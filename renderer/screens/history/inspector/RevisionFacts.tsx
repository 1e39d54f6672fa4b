import { Fragment, type ReactNode } from 'react';
import type { RevisionRow } from '../../../../electron/contract/revisions';
import { Duration } from '../../../parts/Duration';
import { formatExactTime } from '../../../parts/formatTime';
import { RelativeTime } from '../../../parts/RelativeTime';
import styles from './RevisionInspector.module.css';

interface RevisionFactsProps {
  readonly row: RevisionRow;
  readonly now: string;
}

export function RevisionFacts({ row, now }: RevisionFactsProps) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Applied', row.appliedAt && <AppliedAt iso={row.appliedAt} now={now} />],
    ['Took', row.durationMs !== null && <Duration ms={row.durationMs} />],
    ['By', row.appliedBy],
    [
      'Transaction',
      row.transaction && (row.transaction === 'own' ? 'its own' : 'none: it can’t be undone half-way'),
    ],
    ['In the ledger', row.ledgerName && row.ledgerName !== row.name && <code>{row.ledgerName}</code>],
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

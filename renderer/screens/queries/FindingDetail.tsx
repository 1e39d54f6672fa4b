import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ListedFinding } from '../../../electron/contract/queries';
import { CopyButton } from '../../parts/CopyButton';
import { formatDuration } from '../../parts/formatDuration';
import room from '../../parts/Room.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { SqlText } from '../../parts/SqlText';
import type { Spent } from './describeSpent';
import { figure } from './FindingGrid';
import { KIND_TITLES } from './findingLines';
import styles from './Queries.module.css';
import type { QueriesActions } from './QueriesView';

interface FindingDetailProps {
  readonly finding: ListedFinding;
  readonly spent: Spent;
  readonly actions: Pick<QueriesActions, 'explain' | 'suggest'>;
  readonly onClose: () => void;
}

/** One finding: what shows it, why it costs, and how it is cured where the statement was written. */
export function FindingDetail({ finding, spent, actions, onClose }: FindingDetailProps) {
  const { kind, table, text, reason, explanation } = finding;
  return (
    <section
      className={room.detail}
      aria-label="Finding"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={room.detailHead}>
        <h2 className={room.detailTitle}>
          {KIND_TITLES[kind]} {table !== null && <code className={room.quiet}>{table}</code>}
        </h2>
        <Button variant="default" onClick={() => actions.explain(text)}>
          Explain on the twin
        </Button>
        <Button variant="default" onClick={() => actions.suggest(text)}>
          Suggest an index
        </Button>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollRegion label="Statement, reason and cure" className={room.detailBody}>
        <p>
          {reason} {explanation}
        </p>
        <Cures finding={finding} />
        <p className={room.quiet}>
          {describeFigures(finding)} Time spent, {spent.now === null ? 'of late: not known yet' : spent.text}.
        </p>
        <div className={room.block}>
          <div className={room.blockHead}>
            <h3>Statement</h3>
            <CopyButton text={text} />
          </div>
          <SqlText text={text} language="sql" label="Statement" isWrapped />
        </div>
      </ScrollRegion>
    </section>
  );
}

function Cures({ finding: { cure } }: Pick<FindingDetailProps, 'finding'>) {
  const others = [
    ['SQLAlchemy', cure.sqlalchemy],
    ['Django', cure.django],
  ].flatMap(([name, text]) => (text ? [{ name, text }] : []));
  return (
    <dl className={styles.cures} aria-label="Cure">
      <dt>{others.length === 0 ? 'Cure' : 'Sequelize'}</dt>
      <dd>{cure.sequelize}</dd>
      {others.map(({ name, text }) => (
        <Cure key={name} name={name ?? ''} text={text} />
      ))}
    </dl>
  );
}

function Cure({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function describeFigures({ calls, totalMs, share, callsPerMinute }: ListedFinding): string {
  const rate =
    callsPerMinute === null ? '' : `; ${figure(callsPerMinute)} calls a minute since it was looked at before`;
  return `${calls.toLocaleString('en-GB')} calls took ${formatDuration(totalMs)}, ${figure(share * 100)} % of all that is counted${rate}.`;
}

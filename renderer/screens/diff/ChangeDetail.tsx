import { ActionIcon, Skeleton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ChangeRow, ObjectView } from '../../../electron/contract/catalog';
import { CopyButton } from '../../parts/CopyButton';
import { ErrorNote } from '../../parts/ErrorNote';
import room from '../../parts/Room.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { SideBySideText } from '../../parts/SideBySideText';
import { SqlText } from '../../parts/SqlText';
import { ActionSign } from './ChangeCells';
import styles from './ChangeDetail.module.css';
import { describeHazards, fullName, sqlOf } from './describeChange';
import type { DetailState } from './diffState';
import type { Sides } from './sides';

interface ChangeDetailProps {
  readonly row: ChangeRow;
  readonly detail: DetailState;
  readonly sides: Sides;
  readonly onClose: () => void;
}

/** One difference: what SQL makes it, what takes it back, and how both sides define it. */
export function ChangeDetail({ row, detail, sides, onClose }: ChangeDetailProps) {
  return (
    <section
      className={room.detail}
      aria-label="Difference"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={room.detailHead}>
        <ActionSign row={row} />
        <h2 className={styles.name}>
          <span className={styles.kind}>{row.kind}</span> {fullName(row)}
        </h2>
        <span className={styles.summary}>{row.summary}</span>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollRegion
        label="Definitions and SQL"
        className={`${room.detailBody} ${styles.body}`}
        isOld={detail.kind === 'shown' && detail.isOld}
      >
        {!row.isGroup && <Hazards row={row} />}
        <Detail detail={detail} sides={sides} />
      </ScrollRegion>
    </section>
  );
}

function Hazards({ row }: Pick<ChangeDetailProps, 'row'>) {
  return (
    <ul className={styles.hazards} aria-label="What it does meanwhile">
      {describeHazards(row).map(({ tone, text }) => (
        <li key={text} data-tone={tone}>
          {text}
        </li>
      ))}
    </ul>
  );
}

function Detail({ detail, sides }: Pick<ChangeDetailProps, 'detail' | 'sides'>) {
  switch (detail.kind) {
    case 'loading':
      return <Skeleton height={160} aria-label="Loading the definitions" role="status" />;
    case 'failed':
      return <ErrorNote error={detail.error} />;
    case 'shown':
      return <Texts view={detail.view} sides={sides} />;
  }
}

function Texts({ view, sides }: { readonly view: ObjectView; readonly sides: Sides }) {
  const { fromDdl, toDdl, statements, reverse } = view;
  return (
    <>
      <div className={room.pair}>
        <Sql title="SQL" text={sqlOf(statements)} />
        <Sql title="What takes it back" text={sqlOf(reverse)} />
      </div>
      <div className={room.pair}>
        <p className={styles.side}>{sides.fromLabel}</p>
        <p className={styles.side}>{sides.toLabel}</p>
      </div>
      <SideBySideText
        before={fromDdl || '-- not there'}
        after={toDdl || '-- not there'}
        beforeLabel={`Definition in ${sides.fromLabel}`}
        afterLabel={`Definition in ${sides.toLabel}`}
        language="sql"
      />
    </>
  );
}

function Sql({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className={`${room.block} ${styles.sql}`}>
      <div className={room.blockHead}>
        <h3>{title}</h3>
        {text !== '' && <CopyButton text={text} />}
      </div>
      {text === '' ? (
        <p className={room.quiet}>None.</p>
      ) : (
        <SqlText text={text} language="sql" label={title} isWrapped />
      )}
    </div>
  );
}

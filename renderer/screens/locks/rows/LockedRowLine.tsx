// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { Checkbox, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { LockedRow, RowLocker, TriedRow } from '../../../../electron/contract/locks';
import { GridCell } from '../../../parts/GridCell';
import rowGrid from '../../../parts/RowGrid.module.css';
import { Tag } from '../../../parts/Tag';
import { formatAge } from '../describeLocks';
import { keyOf } from '../parties';
import styles from './LockedRowGrid.module.css';
import { describeHolder, describeTried, type RowLine, SURENESS } from './rowsState';

export interface RowColumns {
  readonly key: readonly string[];
  readonly others: readonly string[];
}

interface LockedRowLineProps {
  readonly line: RowLine;
  readonly columns: RowColumns;
  readonly rowIndex: number;
  readonly top: number;
  readonly isTicked: boolean;
  readonly tried: TriedRow | undefined;
  readonly onTick: (ctid: string) => void;
  readonly onInspect: (key: string) => void;
}

export const LockedRowLine = memo(function LockedRowLine(props: LockedRowLineProps) {
  const { line, columns, rowIndex, top, isTicked, tried, onTick, onInspect } = props;
  const { row, locker, isFirst } = line;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      tabIndex={-1}
      className={rowGrid.row}
      data-kind="row"
      data-shared={!isFirst || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <GridCell>
        {isFirst && (
          <Checkbox aria-label={`Try row ${row.ctid}`} checked={isTicked} onChange={() => onTick(row.ctid)} />
        )}
      </GridCell>
      {columns.key.map((column) => (
        <GridCell key={column}>{isFirst && <Value text={keyText(row, column)} />}</GridCell>
      ))}
      {columns.others.map((column) => (
        <GridCell key={column}>{isFirst && <Value text={row.values[column] ?? null} />}</GridCell>
      ))}
      <GridCell column="Mode">{locker?.mode ?? 'locked or changed'}</GridCell>
      <GridCell column="Sure">{locker && <SureTag locker={locker} />}</GridCell>
      <GridCell column="Holder">{locker && <Holder locker={locker} onInspect={onInspect} />}</GridCell>
      <GridCell column="Since" isNumber>
        {locker?.transactionAgeMs == null ? <span aria-hidden>—</span> : formatAge(locker.transactionAgeMs)}
      </GridCell>
      <GridCell column="Waiters">{isFirst && <Waiters pids={row.waiters} onInspect={onInspect} />}</GridCell>
      <GridCell column="Tried">
        {isFirst && tried && (
          <span
            className={styles.text}
            data-tone={tried.outcome === 'free' ? 'green' : 'amber'}
            title={describeTried(tried)}
          >
            {describeTried(tried)}
          </span>
        )}
      </GridCell>
    </div>
  );
});

function keyText(row: LockedRow, column: string): string | null {
  return column === 'ctid' && !('ctid' in row.key) ? row.ctid : (row.key[column] ?? null);
}

function Value({ text }: { readonly text: string | null }) {
  if (text === null) return <span className={styles.quiet}>NULL</span>;
  return (
    <code className={styles.text} title={text}>
      {text}
    </code>
  );
}

function SureTag({ locker: { sure } }: { readonly locker: RowLocker }) {
  const { word, meaning } = SURENESS[sure];
  return (
    <Tag tone={sure === 'approximate' ? 'amber' : 'muted'} title={meaning}>
      {word}
    </Tag>
  );
}

interface HolderProps {
  readonly locker: RowLocker;
  readonly onInspect: (key: string) => void;
}

function Holder({ locker, onInspect }: HolderProps) {
  const text = describeHolder(locker);
  const { pid, gid } = locker;
  if (pid === null && gid === null) return <span className={styles.text}>{text}</span>;
  return (
    <UnstyledButton
      className={styles.link}
      title={text}
      onClick={() => onInspect(keyOf({ pid: pid ?? 0, gid }))}
    >
      {text}
    </UnstyledButton>
  );
}

const NAMED = 2;

interface WaitersProps {
  readonly pids: readonly number[];
  readonly onInspect: (key: string) => void;
}

function Waiters({ pids, onInspect }: WaitersProps) {
  return (
    <>
      {pids.slice(0, NAMED).map((pid) => (
        <UnstyledButton key={pid} className={styles.waiter} onClick={() => onInspect(String(pid))}>
          {pid}
        </UnstyledButton>
      ))}
      {pids.length > NAMED && <span className={styles.quiet}>+{pids.length - NAMED}</span>}
    </>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { RevisionRow } from '../../../../electron/contract/revisions';
import { StateMark } from '../../../parts/StateMark';
import { RowMarks } from '../RevisionCells';
import { familyOf } from './inspectorState';
import styles from './RevisionInspector.module.css';

interface FamilyTabProps {
  readonly row: RevisionRow;
  readonly rows: readonly RevisionRow[];
  readonly onInspect: (name: string) => void;
}

export function FamilyTab({ row, rows, onInspect }: FamilyTabProps) {
  const family = useMemo(() => familyOf(row, rows), [row, rows]);
  const relatives = (names: readonly string[]) =>
    names.map((name) => ({ name, row: rows.find((each) => each.name === name) ?? null }));
  return (
    <>
      <p className={styles.quiet}>{describePlace(row, family.followedBy.length)}</p>
      <Relatives
        title="Follows"
        none="Base: nothing comes before it."
        all={relatives(family.follows)}
        onInspect={onInspect}
      />
      <Relatives title="Depends on" none={null} all={relatives(family.dependsOn)} onInspect={onInspect} />
      <Relatives
        title="Followed by"
        none="A head: nothing follows it."
        all={relatives(family.followedBy)}
        onInspect={onInspect}
      />
      <Relatives title="Needed by" none={null} all={relatives(family.neededBy)} onInspect={onInspect} />
    </>
  );
}

function describePlace({ isStated, revises, branches }: RevisionRow, childCount: number): string {
  const parts = [isStated ? 'Its file says where it belongs.' : 'It belongs where its file name sorts.'];
  if (revises.length > 1) parts.push(`It merges ${revises.length} branches.`);
  if (childCount > 1) parts.push(`${childCount} branches begin here.`);
  if (branches.length > 0) parts.push(`Branch: ${branches.join(', ')}.`);
  return parts.join(' ');
}

interface RelativesProps {
  readonly title: string;
  /** What to say where there are none; null says nothing. */
  readonly none: string | null;
  readonly all: readonly { readonly name: string; readonly row: RevisionRow | null }[];
  readonly onInspect: (name: string) => void;
}

function Relatives({ title, none, all, onInspect }: RelativesProps) {
  if (all.length === 0 && none === null) return null;
  return (
    <section className={styles.relatives} aria-label={title}>
      <h3>{title}</h3>
      {all.length === 0 && <p className={styles.quiet}>{none}</p>}
      <ul>
        {all.map(({ name, row }) => (
          <li key={name}>
            {row ? (
              <UnstyledButton className={styles.relative} onClick={() => onInspect(name)}>
                <StateMark state={row.state} />
                <code className={styles.relativeName}>{name}</code>
                <RowMarks row={row} />
              </UnstyledButton>
            ) : (
              <span className={styles.quiet}>
                <code>{name}</code>, which is not in this folder
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { IconGitBranch, IconGitMerge } from '@tabler/icons-react';
import type { NodeProps, NodeTypes } from '@xyflow/react';
import { memo } from 'react';
import type { RevisionRow } from '../../../../electron/contract/revisions';
import { useNodeFocus } from '../../../parts/graph/nodeFocus';
import { StateIcon } from '../../../parts/StateMark';
import { Tag } from '../../../parts/Tag';
import { describeRevision } from './describeRevision';
import type { RevisionFlowNode } from './graphNodes';
import styles from './RevisionNode.module.css';

export const nodeTypes: NodeTypes = { card: memo(RevisionCard), dot: memo(RevisionDot) };

function RevisionCard(props: NodeProps<RevisionFlowNode>) {
  const { placed, problem } = props.data;
  return (
    <button {...useNodeButton(props)} className={styles.card}>
      <StateIcon state={placed.row.state} />
      <RevisionName name={placed.row.name} />
      <NodeTags row={placed.row} problem={problem} />
    </button>
  );
}

/** Too small to read. What has a mark keeps it. */
function RevisionDot(props: NodeProps<RevisionFlowNode>) {
  const { placed, problem, isPassedOver } = props.data;
  const { branch, isCurrent, isHead, state } = placed.row;
  const marks = [branch, isCurrent && 'current', isHead && 'head', problem].filter(Boolean);
  return (
    <button {...useNodeButton(props)} className={styles.dot} data-passed-over={isPassedOver || undefined}>
      <span className={styles.shape} data-state={state} />
      {marks.length > 0 && !isPassedOver && <span className={styles.marks}>{marks.join(' · ')}</span>}
    </button>
  );
}

/** What both have in common: a name, whether it is selected, and the focus. */
function useNodeButton({ data, selected }: NodeProps<RevisionFlowNode>) {
  const ref = useNodeFocus(selected);
  const { row } = data.placed;
  return {
    ref,
    type: 'button',
    tabIndex: data.isTabStop ? 0 : -1,
    title: row.name,
    'aria-label': describeRevision(row, data.problem),
    'aria-current': selected ? 'true' : undefined,
    'data-state': row.state,
    'data-current': row.isCurrent || undefined,
  } as const;
}

/** Where there is little room the time goes first, and the words stay. */
function RevisionName({ name }: { readonly name: string }) {
  const [, time = '', words = name] = /^(\d+[-_])(.+)$/s.exec(name) ?? [];
  return (
    <code className={styles.name}>
      {time && <span className={styles.time}>{time}</span>}
      <span className={styles.words}>{words}</span>
    </code>
  );
}

function NodeTags({ row, problem }: { readonly row: RevisionRow; readonly problem: string | undefined }) {
  return (
    <>
      {row.revises.length > 1 && (
        <span className={styles.sign} title={`Merges ${row.revises.length} revisions`}>
          <IconGitMerge size={14} aria-hidden />
        </span>
      )}
      {row.branch !== null && (
        <span className={styles.label} title={`The branch ${row.branch} begins here`}>
          <IconGitBranch size={13} aria-hidden />
          <span>{row.branch}</span>
        </span>
      )}
      {problem && <Tag tone="amber">{problem}</Tag>}
      {row.isOutOfOrder && <Tag tone="amber">out of order</Tag>}
      {row.isCurrent && <Tag tone="blue">current</Tag>}
      {row.isHead && <Tag tone="muted">head</Tag>}
    </>
  );
}

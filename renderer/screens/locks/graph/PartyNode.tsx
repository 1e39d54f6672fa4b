import type { NodeProps, NodeTypes } from '@xyflow/react';
import { memo } from 'react';
import { useNodeFocus } from '../../../parts/graph/nodeFocus';
import { PartyMark } from '../PartyMark';
import styles from './PartyNode.module.css';
import type { PartyFlowNode } from './partyNodes';

export const nodeTypes: NodeTypes = { party: memo(PartyCard) };

function PartyCard({ data, selected }: NodeProps<PartyFlowNode>) {
  const ref = useNodeFocus(selected);
  const { party, name, doing, lock, tone, isDeadlocked, isPassedOver, isTabStop } = data;
  return (
    <button
      ref={ref}
      type="button"
      tabIndex={isTabStop ? 0 : -1}
      className={styles.card}
      data-tone={tone}
      data-passed-over={isPassedOver || undefined}
      aria-current={selected ? 'true' : undefined}
      aria-label={[name, isDeadlocked ? 'deadlock' : tone === 'red' && 'root', doing, lock]
        .filter(Boolean)
        .join(', ')}
      title={lock}
    >
      <span className={styles.name}>
        <PartyMark party={party} isRoot={tone === 'red'} isDeadlocked={isDeadlocked} />
        <span className={styles.words}>{name}</span>
      </span>
      <span className={styles.doing}>
        <span className={styles.age}>{doing}</span>
        <span className={styles.lock}>{shortLock(lock)}</span>
      </span>
    </button>
  );
}

/** The line that comes from the left says already that it waits. */
function shortLock(lock: string): string {
  return lock.replace(/^(wants|holds) /, '');
}

import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsExchange, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { Source } from '../../../electron/contract/catalog';
import { RoleBadge } from '../../parts/RoleBadge';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import type { DiffState } from './diffState';
import { describePurpose, meaningOf } from './sides';

interface SidesMenuProps {
  readonly state: DiffState;
  readonly actions: Pick<DiffActions, 'compare' | 'compareDrift' | 'openFile'>;
}

/** What is compared with what. */
export function SidesMenu({ state, actions }: SidesMenuProps) {
  const { sides, here, place, connections } = state;
  const file = useRef<HTMLInputElement>(null);
  const compareTo = (to: Source) => actions.compare(here, to);
  return (
    <>
      <div className={styles.sides} title={describePurpose(sides)}>
        <ToolbarMenu label={`${sides.toLabel} ⇄ ${sides.fromLabel}`}>
          <Menu.Label>Compare {place.name} with</Menu.Label>
          <Choice isCurrent={meaningOf(sides) === 'models'} onChoose={() => compareTo({ kind: 'models' })}>
            The project’s models
          </Choice>
          <Choice isCurrent={meaningOf(sides) === 'drift'} onChoose={actions.compareDrift}>
            Its applied revisions: what was changed by hand
          </Choice>
          {connections.map(({ id, name, role }) => (
            <Choice
              key={id}
              isCurrent={sides.to.kind === 'connection' && sides.to.connectionId === id}
              after={<RoleBadge role={role} />}
              onChoose={() => compareTo({ kind: 'connection', connectionId: id })}
            >
              {name}
            </Choice>
          ))}
          <Menu.Divider />
          <Choice isCurrent={sides.to.kind === 'saved'} onChoose={() => file.current?.click()}>
            A saved catalog…
          </Choice>
        </ToolbarMenu>
      </div>
      {meaningOf(sides) === 'two' && (
        <ActionIcon
          aria-label="The other way round"
          title="The other way round"
          onClick={() => actions.compare(sides.to, sides.from)}
        >
          <IconArrowsExchange size={16} aria-hidden />
        </ActionIcon>
      )}
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label="Saved catalog"
        hidden
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) actions.openFile(chosen);
          // So that the same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

interface ChoiceProps {
  readonly isCurrent: boolean;
  readonly after?: ReactNode;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Choice({ isCurrent, after, onChoose, children }: ChoiceProps) {
  return (
    <Menu.Item
      leftSection={<IconCheck size={14} aria-hidden visibility={isCurrent ? 'visible' : 'hidden'} />}
      rightSection={after}
      aria-current={isCurrent || undefined}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}

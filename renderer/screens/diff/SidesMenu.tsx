import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useRef } from 'react';
import { RoleBadge } from '../../parts/RoleBadge';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import type { DiffState } from './diffState';
import { meaningOf } from './sides';

interface SidesMenuProps {
  readonly state: DiffState;
  readonly actions: Pick<DiffActions, 'compare' | 'compareDrift' | 'openFile'>;
}

/** What is compared with what. */
export function SidesMenu({ state, actions }: SidesMenuProps) {
  const { sides, here, place, connections } = state;
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className={styles.sides}>
        <ToolbarMenu label={`${sides.toLabel} ⇄ ${sides.fromLabel}`}>
          <Menu.Label>Compare {place.name} with</Menu.Label>
          <Menu.Item onClick={() => actions.compare(here, { kind: 'models' })}>
            The project’s models
          </Menu.Item>
          <Menu.Item onClick={actions.compareDrift}>
            Its applied revisions: what was changed by hand
          </Menu.Item>
          {connections.length > 0 && <Menu.Label>Another connection</Menu.Label>}
          {connections.map(({ id, name, role }) => (
            <Menu.Item
              key={id}
              rightSection={<RoleBadge role={role} />}
              onClick={() => actions.compare(here, { kind: 'connection', connectionId: id })}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => file.current?.click()}>A saved catalog…</Menu.Item>
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

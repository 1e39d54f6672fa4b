import { Button, Kbd, Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { RoleBadge } from '../parts/RoleBadge';
import styles from './Frame.module.css';
import type { FrameActions } from './FrameView';
import { describeServer, type FrameState } from './frameState';
import { ThemeToggle } from './ThemeToggle';

const SEARCH_KEYS = /Mac/.test(navigator.platform) ? '⌘ K' : 'Ctrl K';

interface TopBarProps {
  readonly state: FrameState;
  readonly actions: FrameActions;
}

export function TopBar({ state, actions }: TopBarProps) {
  const { connection, project, server } = state;
  return (
    <header className={styles.top}>
      <span className={styles.brand}>Lockstep</span>
      <Switcher label="Connection" current={connection?.name ?? 'No connection'}>
        {state.connections.map((each) => (
          <Choice
            key={each.id}
            isCurrent={each.id === connection?.id}
            after={<RoleBadge role={each.role} />}
            onChoose={() => actions.openConnection(each.id)}
          >
            {each.name}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => actions.goTo('connect')}>Connect…</Menu.Item>
      </Switcher>
      {connection && <RoleBadge role={connection.role} />}
      <span className={styles.server} title={server.kind === 'failed' ? server.error.message : undefined}>
        {describeServer(server)}
      </span>
      {connection && (state.room === 'history' || state.room === 'diff') && (
        <Switcher label="Project" current={project?.name ?? 'No project'}>
          {state.projects.map((each) => (
            <Choice
              key={each.id}
              isCurrent={each.id === project?.id}
              after={<span className={styles.folder}>{each.folder}</span>}
              onChoose={() => actions.openProject(each.id)}
            >
              {each.name}
            </Choice>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={actions.openFolder}>Open another folder…</Menu.Item>
        </Switcher>
      )}
      <span className={styles.space} />
      <Button
        variant="default"
        className={styles.search ?? ''}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{SEARCH_KEYS}</Kbd>}
        onClick={actions.search}
      >
        Search
      </Button>
      <ThemeToggle />
    </header>
  );
}

interface SwitcherProps {
  readonly label: string;
  readonly current: string;
  readonly children: ReactNode;
}

function Switcher({ label, current, children }: SwitcherProps) {
  return (
    // In place, so that what opens is part of the top bar to who can’t see it.
    <Menu withinPortal={false} withInitialFocusPlaceholder={false} zIndex={300}>
      <Menu.Target>
        <UnstyledButton className={styles.switcher} aria-label={`${label}: ${current}`}>
          <span className={styles.switcherName}>{current}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  readonly isCurrent: boolean;
  readonly after: ReactNode;
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

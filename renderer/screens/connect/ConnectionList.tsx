import { Button, Skeleton, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ConnectionSummary } from '../../../electron/contract/connections';
import { ErrorNote } from '../../parts/ErrorNote';
import { RoleBadge } from '../../parts/RoleBadge';
import type { ConnectActions } from './ConnectView';
import styles from './ConnectView.module.css';
import type { Listed } from './connectState';

interface ConnectionListProps {
  readonly connections: Listed<ConnectionSummary>;
  readonly chosenId: string | null;
  readonly actions: Pick<ConnectActions, 'choose' | 'newConnection'>;
}

export function ConnectionList({ connections, chosenId, actions }: ConnectionListProps) {
  return (
    <section className={styles.side} aria-label="Connections">
      <div className={styles.sideHead}>
        <h1>Connections</h1>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={actions.newConnection}
        >
          New
        </Button>
      </div>
      {connections.kind === 'loading' && [1, 2, 3].map((each) => <Skeleton key={each} height={48} />)}
      {connections.kind === 'failed' && <ErrorNote error={connections.error} />}
      {connections.kind === 'shown' && (
        <ul>
          {connections.all.map((connection) => (
            <li key={connection.id}>
              <ProfileButton
                connection={connection}
                isChosen={connection.id === chosenId}
                onChoose={() => actions.choose(connection.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ProfileButtonProps {
  readonly connection: ConnectionSummary;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function ProfileButton({ connection, isChosen, onChoose }: ProfileButtonProps) {
  const { name, role, isDemo, user, host, port, database } = connection;
  const where = isDemo ? 'a PostgreSQL of its own, to try things on' : `${user}@${host}:${port}/${database}`;
  return (
    <UnstyledButton
      className={styles.profile}
      data-role={role}
      aria-current={isChosen || undefined}
      onClick={onChoose}
    >
      <span className={styles.profileName} title={name}>
        {name}
      </span>
      <RoleBadge role={role} />
      <span className={styles.profileWhere} title={where}>
        {where}
      </span>
    </UnstyledButton>
  );
}

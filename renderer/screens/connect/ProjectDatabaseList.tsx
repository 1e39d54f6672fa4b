import { Button, Select, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionRole } from '../../../electron/contract/connections';
import type { ProjectEnvironment } from '../../../electron/contract/projects';
import { ErrorNote } from '../../parts/ErrorNote';
import { TrustPanel } from '../../parts/TrustPanel';
import type { ConnectActions } from './ConnectView';
import styles from './ConnectView.module.css';
import { findConnection, likelyRole, type ProjectDatabases } from './connectState';
import { describeTarget } from './formState';

interface ProjectDatabaseListProps {
  readonly databases: ProjectDatabases;
  readonly actions: Pick<ConnectActions, 'addDatabase' | 'trustAndAdd' | 'choose'>;
}

/** The databases that the project's own configuration names, to become connections. */
export function ProjectDatabaseList({ databases, actions }: ProjectDatabaseListProps) {
  const { environments } = databases;
  return (
    <li className={styles.databases}>
      {environments.kind === 'loading' && (
        <Skeleton height={34} role="status" aria-label="Reading the configuration" />
      )}
      {environments.kind === 'failed' && <ErrorNote error={environments.error} />}
      {environments.kind === 'shown' && environments.all.length === 0 && (
        <p className={styles.databaseWhere}>Its configuration names no database.</p>
      )}
      {environments.kind === 'shown' && (
        <ul aria-label="Databases of the project">
          {environments.all.map((environment) => (
            <DatabaseLine
              key={environment.name}
              environment={environment}
              databases={databases}
              actions={actions}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

interface DatabaseLineProps extends ProjectDatabaseListProps {
  readonly environment: ProjectEnvironment;
}

function DatabaseLine({ environment: { name, target, problem }, databases, actions }: DatabaseLineProps) {
  const existing = target && findConnection(target, databases.connections);
  const attempt = databases.adding?.environment === name ? databases.adding.attempt : null;
  return (
    <li>
      <span>{name}</span>
      <span className={styles.databaseWhere}>
        {target && describeTarget(target)}
        {target && problem && ' · '}
        {problem}
      </span>
      <span className={styles.databaseActs}>
        {existing ? (
          <Button variant="default" onClick={() => actions.choose(existing.id)}>
            Go to “{existing.name}”
          </Button>
        ) : (
          target && (
            <AddDatabase
              environment={name}
              isBusy={attempt?.kind === 'working'}
              onAdd={(role) => actions.addDatabase(name, role)}
            />
          )
        )}
      </span>
      {attempt?.kind === 'failed' && (
        <div className={styles.databaseError}>
          {attempt.error.kind === 'not-trusted' ? (
            <TrustPanel
              folder={attempt.error.folder}
              label="Trust this folder and add"
              isBusy={false}
              onTrust={actions.trustAndAdd}
            />
          ) : (
            <ErrorNote error={attempt.error} />
          )}
        </div>
      )}
    </li>
  );
}

interface AddDatabaseProps {
  readonly environment: string;
  readonly isBusy: boolean;
  readonly onAdd: (role: ConnectionRole) => void;
}

const ROLES: readonly ConnectionRole[] = ['development', 'staging', 'production'];

function AddDatabase({ environment, isBusy, onAdd }: AddDatabaseProps) {
  const [role, setRole] = useState(likelyRole(environment));
  return (
    <>
      <Select
        className={styles.databaseRole ?? ''}
        aria-label={`Role of ${environment}`}
        data={ROLES}
        value={role}
        allowDeselect={false}
        onChange={(value) => value !== null && setRole(value)}
      />
      <Button variant="light" loading={isBusy} onClick={() => onAdd(role)}>
        Add as connection
      </Button>
    </>
  );
}

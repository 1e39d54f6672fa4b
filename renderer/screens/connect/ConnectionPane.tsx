import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { ErrorNote } from '../../parts/ErrorNote';
import { RoleBadge } from '../../parts/RoleBadge';
import type { ConnectActions } from './ConnectView';
import styles from './ConnectView.module.css';
import { describeServer, type Opening, type Pane } from './connectState';
import { describeTarget } from './formState';
import { ProjectList } from './ProjectList';

interface ConnectionPaneProps {
  readonly pane: Extract<Pane, { kind: 'connection' }>;
  readonly actions: ConnectActions;
}

export function ConnectionPane({ pane, actions }: ConnectionPaneProps) {
  const { connection, opening, projects, removeError } = pane;
  return (
    <div className={styles.content}>
      <div className={styles.head}>
        <h2 className={styles.title}>{connection.name}</h2>
        <RoleBadge role={connection.role} />
      </div>
      {!connection.isDemo && <p className={styles.effective}>{describeTarget(connection)}</p>}
      <OpeningView opening={opening} user={connection.user} actions={actions} />
      <ProjectList projects={projects} actions={actions} />
      {!connection.isDemo && (
        <div className={styles.buttons}>
          <ConfirmButton
            label="Remove this connection"
            question="Forget it here? The database is not touched."
            onConfirm={() => actions.remove(connection.id)}
          />
        </div>
      )}
      {removeError && <ErrorNote error={removeError} />}
    </div>
  );
}

interface OpeningViewProps {
  readonly opening: Opening;
  readonly user: string;
  readonly actions: Pick<ConnectActions, 'enterPassword' | 'retryOpen'>;
}

function OpeningView({ opening, user, actions }: OpeningViewProps) {
  switch (opening.kind) {
    case 'connecting':
      return (
        <p className={styles.facts} role="status">
          Connecting…
        </p>
      );
    case 'open':
      return (
        <p className={styles.facts} role="status">
          {describeServer(opening.facts)}
        </p>
      );
    case 'failed':
      return (
        <ErrorNote error={opening.error}>
          <Button variant="default" onClick={actions.retryOpen}>
            Try again
          </Button>
        </ErrorNote>
      );
    case 'needs-password':
      return <PasswordPrompt opening={opening} user={user} onEnter={actions.enterPassword} />;
  }
}

interface PasswordPromptProps {
  readonly opening: Extract<Opening, { kind: 'needs-password' }>;
  readonly user: string;
  readonly onEnter: (password: string) => void;
}

function PasswordPrompt({ opening: { error, isBusy }, user, onEnter }: PasswordPromptProps) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEnter(password);
  };
  return (
    <form className={styles.section} aria-label="Password" noValidate onSubmit={submit}>
      {error && <ErrorNote error={error} />}
      <div className={styles.password}>
        <PasswordInput
          className={styles.passwordField ?? ''}
          label={`Password of ${user}`}
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" loading={isBusy}>
          Connect
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@mantine/core';
import type { ConnectionRole } from '../../../electron/contract/connections';
import { EmptyNote } from '../../parts/EmptyNote';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { ConnectionForm } from './ConnectionForm';
import { ConnectionList } from './ConnectionList';
import { ConnectionPane } from './ConnectionPane';
import styles from './ConnectView.module.css';
import type { ConnectState } from './connectState';
import type { FormChange } from './formState';

export interface ConnectActions {
  readonly newConnection: () => void;
  readonly choose: (connectionId: string) => void;
  readonly remove: (connectionId: string) => void;
  readonly change: (change: FormChange) => void;
  readonly test: () => void;
  readonly save: () => void;
  readonly enterPassword: (password: string) => void;
  readonly retryOpen: () => void;
  readonly openProject: (projectId: string) => void;
  readonly removeProject: (projectId: string) => void;
  readonly openFolder: () => void;
  readonly browse: (folder: string) => void;
  readonly chooseFolder: (folder: string) => void;
  readonly closeChooser: () => void;
  /** Lays out a new project in a folder that holds none, and opens it. */
  readonly initProject: (folder: string) => void;
  /** null closes the list. */
  readonly showDatabases: (projectId: string | null) => void;
  readonly addDatabase: (environment: string, role: ConnectionRole) => void;
  /** Trusts the folder of the listed databases, and adds the one that was refused for it. */
  readonly trustAndAdd: () => void;
}

export interface ConnectViewProps {
  readonly state: ConnectState;
  readonly actions: ConnectActions;
}

export function ConnectView({ state, actions }: ConnectViewProps) {
  const chosenId = state.pane.kind === 'connection' ? state.pane.connection.id : null;
  return (
    <div className={styles.screen}>
      <ConnectionList connections={state.connections} chosenId={chosenId} actions={actions} />
      <ScrollRegion label="Connection" className={styles.pane}>
        <PaneView state={state} actions={actions} />
      </ScrollRegion>
    </div>
  );
}

function PaneView({ state: { pane }, actions }: ConnectViewProps) {
  switch (pane.kind) {
    case 'none':
      return (
        <EmptyNote title="Choose a connection" actions={<NewConnection actions={actions} />}>
          The demo shop is a PostgreSQL of its own to try everything on. For your own database, make a new
          connection.
        </EmptyNote>
      );
    case 'unknown':
      return (
        <EmptyNote title="This connection is not in the list" actions={<NewConnection actions={actions} />}>
          It may have been removed in another window.
        </EmptyNote>
      );
    case 'form':
      return <ConnectionForm form={pane.form} actions={actions} />;
    case 'connection':
      return <ConnectionPane key={pane.connection.id} pane={pane} actions={actions} />;
  }
}

function NewConnection({ actions }: Pick<ConnectViewProps, 'actions'>) {
  return <Button onClick={actions.newConnection}>New connection</Button>;
}

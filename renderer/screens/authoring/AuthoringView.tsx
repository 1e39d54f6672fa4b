import { Button } from '@mantine/core';
import { useId } from 'react';
import type { FileChangePlan } from '../../../electron/contract/revisions';
import type { AuthoringKind } from '../../app/addresses';
import { describeHeads } from '../../parts/describeHeads';
import { ErrorNote } from '../../parts/ErrorNote';
import { FileChangeList } from '../../parts/FileChangeList';
import { Note } from '../../parts/Note';
import { Panel, PanelFoot, PanelFootError, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { type AuthoringState, type FormChange, findObstacle, writeLabel } from './authoringState';
import { MergeForm } from './MergeForm';
import { RebaseForm } from './RebaseForm';
import { RevisionForm } from './RevisionForm';

export interface AuthoringActions {
  readonly change: (change: FormChange) => void;
  readonly write: () => void;
  readonly lookAgain: () => void;
  readonly back: () => void;
}

interface AuthoringViewProps {
  readonly state: AuthoringState;
  readonly actions: AuthoringActions;
}

const TITLES: Readonly<Record<AuthoringKind, string>> = {
  revision: 'New revision',
  merge: 'Merge heads',
  rebase: 'Rebase a branch',
};

export function AuthoringView({ state, actions }: AuthoringViewProps) {
  const { kind, preview, writing } = state;
  const formId = useId();
  return (
    <Panel title={TITLES[kind]} onBack={actions.back}>
      <div className={panel.split}>
        <form
          id={formId}
          className={panel.form}
          aria-label={TITLES[kind]}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            actions.write();
          }}
        >
          <FormFields state={state} actions={actions} />
        </form>
        <PreviewView state={state} />
      </div>
      <PanelFoot
        label={writeLabel(kind, preview)}
        obstacle={findObstacle(state)}
        isBusy={writing.kind === 'working'}
        form={formId}
      >
        {writing.kind === 'failed' && (
          <PanelFootError error={writing.error}>
            <Button variant="default" onClick={actions.lookAgain}>
              Look again
            </Button>
          </PanelFootError>
        )}
      </PanelFoot>
    </Panel>
  );
}

function FormFields({ state, actions }: AuthoringViewProps) {
  switch (state.kind) {
    case 'revision':
      return <RevisionForm {...state} onChange={actions.change} />;
    case 'merge':
      return <MergeForm {...state} onChange={actions.change} />;
    case 'rebase':
      return <RebaseForm {...state} onChange={actions.change} />;
  }
}

function PreviewView({ state: { kind, preview } }: Pick<AuthoringViewProps, 'state'>) {
  switch (preview.kind) {
    case 'incomplete':
      return (
        <div className={panel.preview}>
          <p className={panel.quiet}>
            {kind === 'revision'
              ? 'The files that it creates are shown here before they are written.'
              : 'What it changes in which files is shown here before anything is written.'}
          </p>
        </div>
      );
    case 'loading':
      return <PanelLoading label="Finding out which files it writes" />;
    case 'failed':
      return (
        <div className={panel.preview}>
          <ErrorNote error={preview.error} />
        </div>
      );
    case 'shown':
      return <ShownFiles plan={preview.plan} isOld={preview.isOld} />;
  }
}

function ShownFiles({ plan, isOld }: { readonly plan: FileChangePlan; readonly isOld: boolean }) {
  return (
    <ScrollRegion label="What it does" className={panel.preview} isOld={isOld}>
      <p>
        {plan.summary}{' '}
        <span className={panel.quiet}>
          {plan.heads.length === 1 ? 'The head is then' : 'The heads are then'} {describeHeads(plan.heads)}.
        </span>
      </p>
      {plan.notes.length > 0 && (
        <Note tone="amber">
          {plan.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      <FileChangeList changes={plan.changes} />
    </ScrollRegion>
  );
}

import type { FileChangePlan } from '../../../electron/contract/revisions';
import type { AuthoringKind } from '../../app/addresses';
import { describeHeads } from '../../parts/describeHeads';
import { FileChangeList } from '../../parts/FileChangeList';
import { Note } from '../../parts/Note';
import panel from '../../parts/Panel.module.css';
import { PreviewRegion } from '../../parts/PreviewRegion';
import { WritePanel } from '../../parts/WritePanel';
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
  return (
    <WritePanel
      title={TITLES[kind]}
      fields={<FormFields state={state} actions={actions} />}
      preview={
        <PreviewRegion
          label="What it does"
          preview={preview}
          incomplete={
            kind === 'revision'
              ? 'The files that it creates are shown here before they are written.'
              : 'What it changes in which files is shown here before anything is written.'
          }
          loading="Finding out which files it writes"
        >
          {(plan) => <ShownFiles plan={plan} />}
        </PreviewRegion>
      }
      label={writeLabel(kind, preview)}
      obstacle={findObstacle(state)}
      writing={writing}
      onBack={actions.back}
      onWrite={actions.write}
      onLookAgain={actions.lookAgain}
    />
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

function ShownFiles({ plan }: { readonly plan: FileChangePlan }) {
  return (
    <>
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
    </>
  );
}

import type { ChangeRow } from '../../../electron/contract/catalog';
import { DatabaseNameField } from '../../parts/DatabaseNameField';
import { FollowsField } from '../../parts/FollowsField';
import { FormatField } from '../../parts/FormatField';
import { MessageField } from '../../parts/MessageField';
import { RoleBadge } from '../../parts/RoleBadge';
import { WritePanel } from '../../parts/WritePanel';
import type { Place } from '../../usePlace';
import type { DiffActions } from './DiffView';
import {
  findWriteObstacle,
  type Generation,
  PANEL_TITLES,
  type RevisionPanelState,
  writeLabel,
} from './panelState';
import { RevisionPreview } from './RevisionPreview';

export type RevisionPanelActions = Pick<DiffActions, 'changeForm' | 'write' | 'lookAgain' | 'closePanel'>;

interface RevisionPanelProps {
  readonly state: RevisionPanelState;
  readonly rows: ReadonlyMap<string, ChangeRow>;
  readonly place: Place;
  readonly actions: RevisionPanelActions;
}

/** Revisions of the chosen rows: their files first, then writing them. */
export function RevisionPanel({ state, rows, place, actions }: RevisionPanelProps) {
  const { kind, preview, writing, form } = state;
  const stamps = preview.kind === 'shown' ? preview.plan.stamps : null;
  return (
    <WritePanel
      title={PANEL_TITLES[kind]}
      backTo="diff"
      fields={<FormFields state={state} actions={actions} />}
      preview={<RevisionPreview preview={preview} rows={rows} />}
      label={writeLabel(state)}
      obstacle={findWriteObstacle(state)}
      writing={writing}
      after={stamps && <RoleBadge role={place.role} />}
      onBack={actions.closePanel}
      onWrite={actions.write}
      onLookAgain={actions.lookAgain}
    >
      {stamps?.needsDatabaseName && (
        <DatabaseNameField
          database={stamps.database}
          typed={form.typedName}
          onType={(typedName) => actions.changeForm({ typedName })}
        />
      )}
    </WritePanel>
  );
}

const ABOUT: Readonly<Record<Generation, string>> = {
  revision:
    'What destroys data and is not chosen is written as a comment. Indexes and keys are built without blocking, in a file of their own.',
  adopt:
    'Writes what was changed by hand as a revision and stamps it here, so that every other database gets it too.',
  revert: 'Writes a revision that undoes what was changed by hand. Elsewhere it does nothing.',
};

function FormFields({ state, actions }: Pick<RevisionPanelProps, 'state' | 'actions'>) {
  const { kind, form, heads, chosenCount } = state;
  return (
    <>
      <p>
        {chosenCount === 1 ? '1 change is chosen.' : `${chosenCount} changes are chosen.`} {ABOUT[kind]}
      </p>
      <MessageField
        message={form.message}
        maxLength={200}
        isFocused
        onChange={(message) => actions.changeForm({ message })}
      />
      <FormatField format={form.format} onChange={(format) => actions.changeForm({ format })} />
      <FollowsField
        heads={heads}
        parent={form.parent}
        onChange={(parent) => actions.changeForm({ parent })}
      />
    </>
  );
}

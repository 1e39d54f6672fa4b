import { Button, Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { ChangeRow } from '../../../electron/contract/catalog';
import { DatabaseNameField } from '../../parts/DatabaseNameField';
import { FormatField } from '../../parts/FormatField';
import { Panel, PanelFoot, PanelFootError } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { RoleBadge } from '../../parts/RoleBadge';
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
  const formId = useId();
  const stamps = preview.kind === 'shown' ? preview.plan.stamps : null;
  return (
    <Panel title={PANEL_TITLES[kind]} backTo="diff" onBack={actions.closePanel}>
      <div className={panel.split}>
        <form
          id={formId}
          className={panel.form}
          aria-label={PANEL_TITLES[kind]}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            actions.write();
          }}
        >
          <FormFields state={state} actions={actions} />
        </form>
        <RevisionPreview preview={preview} rows={rows} />
      </div>
      <PanelFoot
        label={writeLabel(state)}
        obstacle={findWriteObstacle(state)}
        isBusy={writing.kind === 'working'}
        form={formId}
        after={stamps && <RoleBadge role={place.role} />}
      >
        {writing.kind === 'failed' && (
          <PanelFootError error={writing.error}>
            <Button variant="default" onClick={actions.lookAgain}>
              Look again
            </Button>
          </PanelFootError>
        )}
        {stamps?.needsDatabaseName && (
          <DatabaseNameField
            database={stamps.database}
            typed={form.typedName}
            onType={(typedName) => actions.changeForm({ typedName })}
          />
        )}
      </PanelFoot>
    </Panel>
  );
}

const ABOUT: Readonly<Record<Generation, string>> = {
  revision:
    'What destroys data and is not chosen is written as a comment. Indexes are built without blocking, in a file of their own.',
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
      <TextInput
        label="Message"
        description="Becomes part of the file’s name"
        data-autofocus
        autoFocus
        autoComplete="off"
        maxLength={200}
        value={form.message}
        onChange={(event) => actions.changeForm({ message: event.currentTarget.value })}
      />
      <FormatField format={form.format} onChange={(format) => actions.changeForm({ format })} />
      {heads.length > 1 && (
        <Select
          label="Follows"
          description="There are several heads"
          data={heads}
          value={form.parent || null}
          searchable
          onChange={(parent) => actions.changeForm({ parent: parent ?? '' })}
        />
      )}
    </>
  );
}

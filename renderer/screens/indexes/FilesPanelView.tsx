import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import { ErrorNote } from '../../parts/ErrorNote';
import { FileChangeList } from '../../parts/FileChangeList';
import { FormatField } from '../../parts/FormatField';
import { Note } from '../../parts/Note';
import { Panel, PanelFoot, PanelFootError, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import type { IndexesActions } from './IndexesView';
import { type FilesPanel, findWriteObstacle } from './indexesState';

interface FilesPanelViewProps {
  readonly state: FilesPanel;
  readonly actions: Pick<IndexesActions, 'changeForm' | 'write' | 'lookAgain' | 'closePanel'>;
}

const TITLE = 'New revision of the chosen suggestions';

/** Revisions of what is chosen: their files first, then writing them. */
export function FilesPanelView({ state, actions }: FilesPanelViewProps) {
  const { preview, writing } = state;
  const formId = useId();
  return (
    <Panel title={TITLE} backTo="indexes" onBack={actions.closePanel}>
      <div className={panel.split}>
        <form
          id={formId}
          className={panel.form}
          aria-label={TITLE}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            actions.write();
          }}
        >
          <FormFields state={state} actions={actions} />
        </form>
        <FilesPreview preview={preview} />
      </div>
      <PanelFoot
        label={labelOf(preview)}
        obstacle={findWriteObstacle(state)}
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

function FormFields({ state: { form, heads, chosenCount }, actions }: FilesPanelViewProps) {
  return (
    <>
      <p>
        {chosenCount === 1 ? '1 suggestion is chosen.' : `${chosenCount} suggestions are chosen.`} Indexes are
        made and dropped without blocking, outside of a transaction; the reason is written above each
        statement.
      </p>
      <TextInput
        label="Message"
        description="Becomes part of the file’s name"
        data-autofocus
        autoFocus
        autoComplete="off"
        maxLength={100}
        value={form.message}
        onChange={(event) => actions.changeForm({ message: event.currentTarget.value })}
      />
      <Checkbox
        label="A revision for each"
        disabled={chosenCount < 2}
        checked={form.separately && chosenCount > 1}
        onChange={(event) => actions.changeForm({ separately: event.currentTarget.checked })}
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

function FilesPreview({ preview }: Pick<FilesPanel, 'preview'>) {
  switch (preview.kind) {
    case 'incomplete':
      return (
        <div className={panel.preview}>
          <p className={panel.quiet}>The files that it creates are shown here before they are written.</p>
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
      return (
        <ScrollRegion label="What it does" className={panel.preview} isOld={preview.isOld}>
          <p>{preview.plan.summary}</p>
          {preview.plan.notes.map((note) => (
            <Note key={note} tone="amber">
              <p>{note}</p>
            </Note>
          ))}
          <FileChangeList changes={preview.plan.changes} />
        </ScrollRegion>
      );
  }
}

function labelOf(preview: FilesPanel['preview']): string {
  if (preview.kind !== 'shown') return 'Create files';
  const count = preview.plan.changes.length;
  return count === 1 ? 'Create 1 file' : `Create ${count} files`;
}

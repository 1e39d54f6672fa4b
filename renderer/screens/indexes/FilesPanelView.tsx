import { Checkbox } from '@mantine/core';
import { FileChangeList } from '../../parts/FileChangeList';
import { FollowsField } from '../../parts/FollowsField';
import { FormatField } from '../../parts/FormatField';
import { MessageField } from '../../parts/MessageField';
import { Note } from '../../parts/Note';
import { PreviewRegion } from '../../parts/PreviewRegion';
import { WritePanel } from '../../parts/WritePanel';
import { type FilesPanel, findWriteObstacle } from './filesState';
import type { IndexesActions } from './IndexesView';

interface FilesPanelViewProps {
  readonly state: FilesPanel;
  readonly actions: Pick<IndexesActions, 'changeForm' | 'write' | 'lookAgain' | 'closePanel'>;
}

/** Revisions of what is chosen: their files first, then writing them. */
export function FilesPanelView({ state, actions }: FilesPanelViewProps) {
  const { preview, writing } = state;
  return (
    <WritePanel
      title="New revision of the chosen suggestions"
      backTo="indexes"
      fields={<FormFields state={state} actions={actions} />}
      preview={<FilesPreview preview={preview} />}
      label={labelOf(preview)}
      obstacle={findWriteObstacle(state)}
      writing={writing}
      onBack={actions.closePanel}
      onWrite={actions.write}
      onLookAgain={actions.lookAgain}
    />
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
      <MessageField
        message={form.message}
        maxLength={100}
        isFocused
        onChange={(message) => actions.changeForm({ message })}
      />
      <Checkbox
        label="A revision for each"
        disabled={chosenCount < 2}
        checked={form.separately && chosenCount > 1}
        onChange={(event) => actions.changeForm({ separately: event.currentTarget.checked })}
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

function FilesPreview({ preview }: Pick<FilesPanel, 'preview'>) {
  return (
    <PreviewRegion
      label="What it does"
      preview={preview}
      incomplete="The files that it creates are shown here before they are written."
      loading="Finding out which files it writes"
    >
      {({ summary, notes, changes }) => (
        <>
          <p>{summary}</p>
          {notes.map((note) => (
            <Note key={note} tone="amber">
              <p>{note}</p>
            </Note>
          ))}
          <FileChangeList changes={changes} />
        </>
      )}
    </PreviewRegion>
  );
}

function labelOf(preview: FilesPanel['preview']): string {
  if (preview.kind !== 'shown') return 'Create files';
  const count = preview.plan.changes.length;
  return count === 1 ? 'Create 1 file' : `Create ${count} files`;
}

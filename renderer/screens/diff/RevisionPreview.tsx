import type { ReactNode } from 'react';
import type { ChangeRow, RevisionsPlan } from '../../../electron/contract/catalog';
import { EmptyNote } from '../../parts/EmptyNote';
import { FileChangeList } from '../../parts/FileChangeList';
import { Note } from '../../parts/Note';
import { PreviewRegion } from '../../parts/PreviewRegion';
import type { Preview } from '../../parts/preview';
import { fullName } from './describeChange';

interface RevisionPreviewProps {
  readonly preview: Preview<RevisionsPlan>;
  readonly rows: ReadonlyMap<string, ChangeRow>;
}

export function RevisionPreview({ preview, rows }: RevisionPreviewProps) {
  return (
    <PreviewRegion
      label="What it does"
      preview={preview}
      incomplete="The files that it creates are shown here before they are written."
      loading="Finding out which files it writes"
    >
      {(plan) => <Shown plan={plan} rows={rows} />}
    </PreviewRegion>
  );
}

interface ShownProps {
  readonly plan: RevisionsPlan;
  readonly rows: RevisionPreviewProps['rows'];
}

function Shown({ plan, rows }: ShownProps) {
  const { files, commented, added, blocked, refused } = plan;
  return (
    <>
      {files && <p>{files.summary}</p>}
      <Told
        title="As comments alone, because they destroy data and were not chosen:"
        isShown={commented.length > 0}
      >
        {commented.map((id) => (
          <Name key={id} id={id} rows={rows} />
        ))}
      </Told>
      <Told title="Added, because others need them:" isShown={added.length > 0}>
        {added.map(({ rowId }) => (
          <Name key={rowId} id={rowId} rows={rows} />
        ))}
      </Told>
      <Told title="Left out:" isShown={blocked.length + refused.length > 0}>
        {blocked.map(({ rowId, message }) => (
          <Name key={rowId} id={rowId} rows={rows} message={message} />
        ))}
        {refused.map(({ object, message }) => (
          <Name key={object} id={object} rows={rows} message={message} />
        ))}
      </Told>
      {files?.notes.map((note) => (
        <Note key={note} tone="amber">
          <p>{note}</p>
        </Note>
      ))}
      {files ? (
        <FileChangeList changes={files.changes} />
      ) : (
        <EmptyNote title="Nothing would be in them">Choose other changes, and look again.</EmptyNote>
      )}
    </>
  );
}

interface ToldProps {
  readonly title: string;
  readonly isShown: boolean;
  readonly children: ReactNode;
}

function Told({ title, isShown, children }: ToldProps) {
  if (!isShown) return null;
  return (
    <Note tone="amber">
      <p>{title}</p>
      <ul>{children}</ul>
    </Note>
  );
}

interface NameProps {
  readonly id: string;
  readonly rows: RevisionPreviewProps['rows'];
  readonly message?: string;
}

function Name({ id, rows, message }: NameProps) {
  const row = rows.get(id);
  const why = message ?? (row?.destroys ? `destroys ${row.destroys}` : null);
  return (
    <li>
      <code>{row ? fullName(row) : id}</code>
      {why !== null && `: ${why}`}
    </li>
  );
}

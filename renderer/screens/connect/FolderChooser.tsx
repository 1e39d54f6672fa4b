import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconFolder } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { FolderListing } from '../../../electron/contract/projects';
import { ErrorNote } from '../../parts/ErrorNote';
import { ScrollRegion } from '../../parts/ScrollRegion';
import type { ConnectActions } from './ConnectView';
import styles from './ConnectView.module.css';
import type { Chooser } from './connectState';

interface FolderChooserProps {
  readonly chooser: Chooser;
  readonly actions: Pick<ConnectActions, 'browse' | 'chooseFolder' | 'closeChooser' | 'initProject'>;
}

/** The browser host has no folder dialog of the system: this one lists the host's folders. */
export function FolderChooser({ chooser: { listing, isBusy, error }, actions }: FolderChooserProps) {
  return (
    // By its parts: the whole Modal makes its head a second banner of the page.
    <Modal.Root opened onClose={actions.closeChooser} size={560}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className={styles.chooserHead}>
          <Modal.Title>Choose a project’s folder</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          <div className={styles.chooser} aria-busy={isBusy}>
            <PathField key={listing?.folder} folder={listing?.folder ?? ''} onGo={actions.browse} />
            {error && <ErrorNote error={error} />}
            <ScrollRegion label="Folders" className={styles.folders}>
              {listing && <Folders listing={listing} onBrowse={actions.browse} />}
            </ScrollRegion>
            <div className={styles.chooserFoot}>
              <span role="status">{listing && describeCount(listing)}</span>
              {listing?.revisionCount === 0 && (
                <Button
                  variant="default"
                  disabled={isBusy}
                  title="Lays out .sequelizerc, config, migrations and models; what is there already stays"
                  onClick={() => actions.initProject(listing.folder)}
                >
                  New project here…
                </Button>
              )}
              <Button
                disabled={!listing}
                loading={isBusy}
                onClick={() => listing && actions.chooseFolder(listing.folder)}
              >
                Open this folder
              </Button>
            </div>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface PathFieldProps {
  readonly folder: string;
  readonly onGo: (folder: string) => void;
}

/** Where the list is; a path that is written or pasted goes there. */
function PathField({ folder, onGo }: PathFieldProps) {
  const [text, setText] = useState(folder);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onGo(text.trim());
  };
  return (
    <form className={styles.here} onSubmit={submit}>
      <TextInput
        className={styles.pathField ?? ''}
        aria-label="Folder"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default">
        Go
      </Button>
    </form>
  );
}

function Folders({
  listing,
  onBrowse,
}: {
  readonly listing: FolderListing;
  readonly onBrowse: (folder: string) => void;
}) {
  const { folder, parent, folders } = listing;
  return (
    <>
      {parent !== null && (
        <UnstyledButton className={styles.folder} onClick={() => onBrowse(parent)}>
          <IconArrowUp size={14} aria-hidden /> Up to {parent}
        </UnstyledButton>
      )}
      {folders.map((name) => (
        <UnstyledButton key={name} className={styles.folder} onClick={() => onBrowse(joined(folder, name))}>
          <IconFolder size={14} aria-hidden /> {name}
        </UnstyledButton>
      ))}
      {folders.length === 0 && <p className={styles.folder}>No folders in here.</p>}
    </>
  );
}

function describeCount({ revisionCount }: FolderListing): string {
  if (revisionCount === 0) return 'No revisions here';
  return revisionCount === 1 ? '1 revision here' : `${revisionCount} revisions here`;
}

/** The host's own separator: paths belong to the computer that core runs on. */
function joined(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

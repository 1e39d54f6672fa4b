import { Menu } from '@mantine/core';
import type { History } from '../../../electron/contract/revisions';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import type { HistoryActions } from './HistoryView';

interface NewRevisionMenuProps {
  readonly history: History | null;
  readonly actions: Pick<HistoryActions, 'newRevision' | 'fromModels' | 'merge' | 'rebase' | 'stamp'>;
}

/** What changes files, and what changes the ledger alone. */
export function NewRevisionMenu({ history, actions }: NewRevisionMenuProps) {
  const headCount = history?.heads.length ?? 0;
  return (
    <ToolbarMenu label="New revision" isDisabled={!history}>
      <Menu.Item onClick={actions.newRevision}>Empty revision…</Menu.Item>
      <Menu.Item onClick={actions.fromModels}>From the models…</Menu.Item>
      <Menu.Item disabled={headCount < 2} onClick={actions.merge}>
        Merge of {headCount > 1 ? `${headCount} heads` : 'heads'}…
      </Menu.Item>
      <Menu.Item disabled={headCount < 2} onClick={() => actions.rebase()}>
        Rebase a branch…
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => actions.stamp([])}>Stamp, without running…</Menu.Item>
    </ToolbarMenu>
  );
}

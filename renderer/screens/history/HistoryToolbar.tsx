import { TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { ViewSwitch } from '../../parts/ViewSwitch';
import { DowngradeMenu } from './DowngradeMenu';
import type { HistoryActions } from './HistoryView';
import styles from './HistoryView.module.css';
import { filterRevisions, type HistoryShown, type HistoryState, summarise } from './historyState';
import { NewRevisionMenu } from './NewRevisionMenu';
import { UpgradeButton } from './UpgradeButton';

interface ToolbarProps {
  readonly state: HistoryState;
  readonly actions: HistoryActions;
  readonly filterRef: RefObject<HTMLInputElement | null>;
}

export function HistoryToolbar({ state, actions, filterRef }: ToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  return (
    <div className={styles.toolbar}>
      <UpgradeButton history={shown?.history ?? null} onUpgrade={actions.upgradeTo} />
      <DowngradeMenu shown={shown} onDowngrade={actions.downgradeTo} />
      <NewRevisionMenu history={shown?.history ?? null} actions={actions} />
      <p className={styles.summary}>{shown && <SummaryLine {...shown} />}</p>
      <ViewSwitch view={shown?.view ?? 'list'} isDisabled={!shown} onShow={actions.show} />
      <TextInput
        ref={filterRef}
        className={styles.filter}
        type="search"
        aria-label="Filter revisions"
        placeholder="Filter…   /"
        disabled={!shown}
        value={shown?.filter ?? ''}
        onChange={(event) => actions.filter(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && actions.filter('')}
      />
    </div>
  );
}

function SummaryLine({ history, filter }: HistoryShown) {
  const { applied, pending, attention } = summarise(history);
  const parts = [`${applied} applied`, `${pending} pending`];
  for (const { state, count } of attention) parts.push(`${count} ${state}`);
  if (filter) parts.push(`showing ${filterRevisions(history.revisions, filter).length}`);
  return parts.join(' · ');
}

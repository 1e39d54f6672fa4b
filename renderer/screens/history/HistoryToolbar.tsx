import { FilterField } from '../../parts/FilterField';
import room from '../../parts/Room.module.css';
import { ViewSwitch } from '../../parts/ViewSwitch';
import { DowngradeMenu } from './DowngradeMenu';
import type { HistoryActions } from './HistoryView';
import { filterRevisions, type HistoryShown, type HistoryState, summarise } from './historyState';
import { NewRevisionMenu } from './NewRevisionMenu';
import { UpgradeButton } from './UpgradeButton';

interface ToolbarProps {
  readonly state: HistoryState;
  readonly actions: HistoryActions;
}

export function HistoryToolbar({ state, actions }: ToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  return (
    <div className={room.toolbar}>
      <UpgradeButton history={shown?.history ?? null} onUpgrade={actions.upgradeTo} />
      <DowngradeMenu shown={shown} onDowngrade={actions.downgradeTo} />
      <NewRevisionMenu history={shown?.history ?? null} actions={actions} />
      <p className={room.summary}>{shown && <SummaryLine {...shown} />}</p>
      <ViewSwitch view={shown?.view ?? 'list'} isDisabled={!shown} onShow={actions.show} />
      <FilterField
        label="Filter revisions"
        width={240}
        isDisabled={!shown}
        value={shown?.filter ?? ''}
        onFilter={actions.filter}
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

import { Tabs } from '@mantine/core';
import type { RefObject } from 'react';
import { LOCKS_TABS, type LocksTab } from '../../app/locksAddress';
import { FilterField } from '../../parts/FilterField';
import { describeCap, formatCount } from './describeLocks';
import { ForgottenLine } from './ForgottenLine';
import type { LocksActions } from './LocksView';
import styles from './LocksView.module.css';
import type { LocksShown } from './locksState';
import { PreparedTab } from './prepared/PreparedTab';
import { RowsTab } from './rows/RowsTab';
import { qualifiedName } from './rows/rowsState';
import { SessionsTab } from './sessions/SessionsTab';
import type { SessionLine } from './sessions/sessionLines';

interface LocksTabsProps {
  readonly state: LocksShown;
  readonly lines: readonly SessionLine[];
  readonly actions: LocksActions;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
}

export function LocksTabs(props: LocksTabsProps) {
  const { state, actions } = props;
  const { tab, filter } = state.chosen;
  return (
    <Tabs
      className={styles.tabbed ?? ''}
      value={tab}
      onChange={(value) => actions.openTab(LOCKS_TABS.find((each) => each === value) ?? 'sessions')}
    >
      <div className={styles.tabs}>
        <Tabs.List aria-label="What is shown" className={styles.tabList ?? ''}>
          {LOCKS_TABS.map((each) => (
            <Tabs.Tab key={each} value={each} className={styles.tab ?? ''}>
              {titleOf(each, props)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <ForgottenLine snapshot={state.snapshot} onOpen={() => actions.openTab('prepared')} />
        {tab === 'sessions' && (
          <FilterField label="Filter sessions" width={190} value={filter} onFilter={actions.filter} />
        )}
      </div>
      <Tabs.Panel value={tab} className={styles.tabPanel ?? ''}>
        {tab === 'sessions' && <SessionsTab {...props} />}
        {tab === 'rows' && state.rows && <RowsTab state={state.rows} actions={actions} />}
        {tab === 'prepared' && <PreparedTab snapshot={state.snapshot} actions={actions} />}
      </Tabs.Panel>
    </Tabs>
  );
}

function titleOf(tab: LocksTab, { state, lines }: LocksTabsProps): string {
  const { snapshot, rows, chosen } = state;
  if (tab === 'prepared') return `Prepared ${formatCount(snapshot.prepared.length)}`;
  if (tab === 'rows') return rows?.table ? `Rows of ${qualifiedName(rows.table)}` : 'Locked rows';
  const cap = describeCap(snapshot.sessions.length, snapshot.sessionCount);
  const count = chosen.filter ? `${formatCount(lines.length)} found` : formatCount(snapshot.sessions.length);
  return `Sessions ${cap ?? count}`;
}

import { ActionIcon, Tabs } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { History, RevisionRow } from '../../../../electron/contract/revisions';
import { INSPECTOR_TABS, type InspectorTab } from '../../../app/addresses';
import { ErrorNote } from '../../../parts/ErrorNote';
import { RevisionText } from '../../../parts/RevisionText';
import { StateMark } from '../../../parts/StateMark';
import type { HistoryActions } from '../HistoryView';
import { RowMarks } from '../RevisionCells';
import { FamilyTab } from './FamilyTab';
import { InspectorVerbs } from './InspectorVerbs';
import { type InspectorState, verbsOf } from './inspectorState';
import { LastAttempt } from './LastAttempt';
import { LogTab } from './LogTab';
import { RevisionFacts } from './RevisionFacts';
import styles from './RevisionInspector.module.css';
import { SqlTab } from './SqlTab';

interface RevisionInspectorProps {
  readonly row: RevisionRow;
  readonly state: InspectorState;
  readonly history: History;
  readonly actions: HistoryActions;
  readonly onClose: () => void;
}

export function RevisionInspector(props: RevisionInspectorProps) {
  const { row, state, history, actions, onClose } = props;
  const now = history.readAt;
  return (
    <section
      className={styles.inspector}
      aria-label="Inspector"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.head}>
        <h2 className={styles.name}>{row.name}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.marks}>
        <StateMark state={row.state} />
        <RowMarks row={row} />
      </div>
      <RevisionFacts row={row} now={now} />
      <InspectorVerbs
        row={row}
        verbs={verbsOf(row, history.heads)}
        editing={state.editing}
        actions={actions}
      />
      {state.editing.kind === 'failed' && <ErrorNote error={state.editing.error} />}
      {row.lastAttempt && <LastAttempt attempt={row.lastAttempt} now={now} />}
      <InspectorTabs {...props} />
    </section>
  );
}

const TITLES: Readonly<Record<InspectorTab, string>> = {
  source: 'Source',
  sql: 'SQL',
  log: 'Log',
  family: 'Parents & children',
};

function InspectorTabs({ row, state, history, actions }: RevisionInspectorProps) {
  return (
    <Tabs
      value={state.tab}
      onChange={(value) => actions.chooseTab(INSPECTOR_TABS.find((tab) => tab === value) ?? 'source')}
    >
      <Tabs.List aria-label="About this revision">
        {INSPECTOR_TABS.map((tab) => (
          <Tabs.Tab key={tab} value={tab} className={styles.tab ?? ''}>
            {TITLES[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={state.tab} className={styles.tabPanel ?? ''}>
        {state.tab === 'source' && <RevisionText state={state.source} />}
        {state.tab === 'sql' && <SqlTab row={row} state={state} now={history.readAt} actions={actions} />}
        {state.tab === 'log' && <LogTab log={state.log} now={history.readAt} />}
        {state.tab === 'family' && (
          <FamilyTab row={row} rows={history.revisions} onInspect={actions.inspect} />
        )}
      </Tabs.Panel>
    </Tabs>
  );
}

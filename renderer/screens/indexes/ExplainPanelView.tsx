import { Button } from '@mantine/core';
import { EmptyNote } from '../../parts/EmptyNote';
import { ErrorNote } from '../../parts/ErrorNote';
import { Note } from '../../parts/Note';
import { Panel, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import room from '../../parts/Room.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { ExplainFields } from './ExplainFields';
import { ExplanationView } from './ExplanationView';
import type { ExplainPanel } from './explainState';
import styles from './Indexes.module.css';
import type { IndexesActions } from './IndexesView';
import { TargetProof } from './TargetProof';
import type { TwinState, Work } from './twinState';

interface ExplainPanelViewProps {
  readonly state: ExplainPanel;
  readonly twin: TwinState;
  readonly work: Work;
  readonly actions: IndexesActions;
}

/** A statement’s plan as the target would make it, and with indexes that are not there. */
export function ExplainPanelView(props: ExplainPanelViewProps) {
  const { state, twin, actions } = props;
  return (
    <Panel title="Explain on the twin" backTo="indexes" onBack={actions.closePanel}>
      <div className={panel.split}>
        <form
          className={`${panel.form} ${styles.explainForm}`}
          aria-label="Explain on the twin"
          onSubmit={(event) => {
            event.preventDefault();
            actions.explain();
          }}
        >
          <ExplainFields {...props} />
        </form>
        <ScrollRegion label="Plans" className={panel.preview}>
          {twin.kind === 'failed' && <ErrorNote error={twin.error} />}
          <Suggested state={state} actions={actions} />
          <ExplainResult state={state} actions={actions} />
        </ScrollRegion>
      </div>
    </Panel>
  );
}

function Suggested({
  state: { suggesting, found },
  actions,
}: Pick<ExplainPanelViewProps, 'state' | 'actions'>) {
  if (suggesting.kind === 'running') {
    return (
      <Note tone="blue">
        <div className={room.noteLine}>
          <span role="status">{suggesting.text}…</span>
          <Button variant="default" onClick={actions.cancelSuggesting}>
            Cancel
          </Button>
        </div>
      </Note>
    );
  }
  if (suggesting.kind === 'failed') return <ErrorNote error={suggesting.error} />;
  if (found === null) return null;
  if (found === 0) {
    return (
      <Note tone="muted">
        <p>No index would make this statement much cheaper.</p>
      </Note>
    );
  }
  return (
    <Note tone="green">
      <div className={room.noteLine}>
        <span>
          {found === 1 ? 'An index was found; it is' : `${found} indexes were found; they are`} among the
          suggestions now.
        </span>
        <Button variant="default" onClick={actions.closePanel}>
          Show the suggestions
        </Button>
      </div>
    </Note>
  );
}

function ExplainResult({ state, actions }: Pick<ExplainPanelViewProps, 'state' | 'actions'>) {
  const { explained, suggesting } = state;
  switch (explained.kind) {
    case 'nothing':
      return suggesting.kind === 'running' ? null : (
        <EmptyNote title="A plan without running anything">
          The statement is planned on the twin, by what the target’s statistics were when it was refreshed.
        </EmptyNote>
      );
    case 'working':
      return <PanelLoading label="Asking the planner" />;
    case 'failed':
      return <ErrorNote error={explained.error} />;
    case 'shown':
      return (
        <>
          <ExplanationView explanation={explained.explanation} />
          <TargetProof state={state} explanation={explained.explanation} actions={actions} />
        </>
      );
  }
}

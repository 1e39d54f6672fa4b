import { Button, Textarea } from '@mantine/core';
import { ErrorNote } from '../../parts/ErrorNote';
import panel from '../../parts/Panel.module.css';
import { type ExplainPanel, findExplainObstacle } from './explainState';
import styles from './Indexes.module.css';
import { TwinLine } from './IndexesToolbar';
import type { IndexesActions } from './IndexesView';
import type { TwinState, Work } from './twinState';

interface ExplainFieldsProps {
  readonly state: ExplainPanel;
  readonly twin: TwinState;
  readonly work: Work;
  readonly actions: IndexesActions;
}

/** What is asked of the twin, and how old that is. */
export function ExplainFields({ state, twin, work, actions }: ExplainFieldsProps) {
  const { sql, candidates, suggesting } = state;
  const obstacle = findExplainObstacle(sql, twin, work.kind === 'running' ? work : suggesting);
  return (
    <>
      <Textarea
        label="Statement"
        description="One SELECT, INSERT, UPDATE, DELETE or MERGE; $1 for what is not known"
        size="xs"
        minRows={8}
        rows={8}
        spellCheck={false}
        value={sql}
        onChange={(event) => actions.typeSql(event.currentTarget.value)}
      />
      <Textarea
        label="Indexes to try"
        description="CREATE INDEX statements; none is built on the target"
        size="xs"
        rows={4}
        spellCheck={false}
        value={candidates}
        onChange={(event) => actions.typeCandidates(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" disabled={obstacle !== null}>
          Explain
        </Button>
        <Button variant="default" disabled={obstacle !== null} onClick={actions.suggest}>
          Suggest an index
        </Button>
      </div>
      {obstacle !== null && <p className={panel.quiet}>{obstacle}</p>}
      <p role="status" className={panel.quiet}>
        {work.kind === 'running' ? `${work.text}…` : <TwinLine twin={twin} />}
      </p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={work.kind === 'running' ? actions.cancel : actions.refreshTwin}>
          {work.kind === 'running' ? 'Cancel' : 'Refresh twin'}
        </Button>
      </div>
      {work.kind === 'failed' && <ErrorNote error={work.error} />}
    </>
  );
}

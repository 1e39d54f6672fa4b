import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconCircleX,
  IconMinus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ProofSnapshot, ProofStep } from '../../../electron/contract/catalog';
import { ErrorNote } from '../../parts/ErrorNote';
import { Note } from '../../parts/Note';
import { Panel, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { SqlText } from '../../parts/SqlText';
import type { DiffActions } from './DiffView';
import styles from './ProofPanel.module.css';
import { PANEL_TITLES, type ProofPanelState, VERDICTS } from './panelState';

interface ProofPanelProps {
  readonly state: ProofPanelState;
  readonly actions: Pick<DiffActions, 'closePanel' | 'proveAgain'>;
}

/** The chosen rows' SQL, tried on a copy: step by step, with what each came to. */
export function ProofPanel({ state: { proof, error, chosenCount }, actions }: ProofPanelProps) {
  const isRunning = !error && (proof === null || proof.verdict === 'running');
  return (
    <Panel title={PANEL_TITLES.proof} backTo="diff" onBack={actions.closePanel}>
      <ScrollRegion label="Proof" className={panel.body}>
        <p className={panel.quiet}>
          {chosenCount === 1 ? '1 change is' : `${chosenCount} changes are`} tried on the local server, on
          copies without rows. Nothing touches either side.
        </p>
        {error && <ErrorNote error={error} />}
        {!error && !proof && <PanelLoading label="Starting the proof" />}
        {proof && <Verdict verdict={proof.verdict} />}
        {proof && (
          <ol className={styles.steps} aria-label="Steps of the proof">
            {proof.steps.map((step) => (
              <Step key={step.name} step={step} />
            ))}
          </ol>
        )}
      </ScrollRegion>
      <footer className={panel.foot}>
        {isRunning ? (
          <Button variant="default" onClick={actions.closePanel}>
            Cancel
          </Button>
        ) : (
          <Button variant="default" onClick={actions.proveAgain}>
            Prove again
          </Button>
        )}
      </footer>
    </Panel>
  );
}

const TONES = { running: 'blue', proven: 'green', refuted: 'red', impossible: 'amber' } as const;

function Verdict({ verdict }: Pick<ProofSnapshot, 'verdict'>) {
  return (
    <Note tone={TONES[verdict]}>
      <p role="status" className={styles.verdict}>
        {VERDICTS[verdict]}
      </p>
    </Note>
  );
}

interface StepMark {
  readonly word: string;
  readonly icon: TablerIcon;
  readonly tone: 'muted' | 'blue' | 'green' | 'red';
}

const MARKS: Readonly<Record<ProofStep['status'], StepMark>> = {
  waiting: { word: 'waiting', icon: IconCircle, tone: 'muted' },
  running: { word: 'running', icon: IconCircleHalf2, tone: 'blue' },
  held: { word: 'held', icon: IconCircleCheckFilled, tone: 'green' },
  failed: { word: 'failed', icon: IconCircleX, tone: 'red' },
  'not-reached': { word: 'not reached', icon: IconMinus, tone: 'muted' },
};

function Step({ step: { title, status, message, sql, differences } }: { readonly step: ProofStep }) {
  const { word, icon: Icon, tone } = MARKS[status];
  return (
    <li className={styles.step}>
      <p className={styles.line}>
        <span className={styles.mark} data-tone={tone}>
          <Icon size={14} aria-hidden />
          {word}
        </span>
        {title}
      </p>
      {message !== null && (
        <p className={styles.message}>
          <IconAlertTriangle size={14} aria-hidden /> {message}
        </p>
      )}
      {sql !== null && <SqlText text={sql} language="sql" label={`Statement of: ${title}`} />}
      {differences.length > 0 && (
        <ul className={styles.differences} aria-label="What differs still">
          {differences.map((each) => (
            <li key={each}>
              <code>{each}</code>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

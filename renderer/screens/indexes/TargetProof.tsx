import { Button } from '@mantine/core';
import type { Explanation } from '../../../electron/contract/indexes';
import { EnableSteps } from '../../parts/EnableSteps';
import { ErrorNote } from '../../parts/ErrorNote';
import room from '../../parts/Room.module.css';
import { ExplanationView } from './ExplanationView';
import type { ExplainPanel, Proof } from './explainState';
import type { IndexesActions } from './IndexesView';
import { costText } from './PlanPair';
import styles from './TargetProof.module.css';

interface TargetProofProps {
  readonly state: Pick<ExplainPanel, 'proof' | 'targetName'>;
  /** What the twin says. */
  readonly explanation: Explanation;
  readonly actions: Pick<IndexesActions, 'prove' | 'cancelProof'>;
}

/** The same of the target’s own planner: asked for, never by itself. */
export function TargetProof({ state: { proof, targetName }, explanation, actions }: TargetProofProps) {
  if (proof.kind === 'none' || proof.kind === 'unknown') return null;
  return (
    <section className={styles.proof} aria-label={`On ${targetName}`}>
      <div className={room.blockHead}>
        <h2 className={styles.title}>On {targetName} itself</h2>
        <ProofButton proof={proof} targetName={targetName} actions={actions} />
      </div>
      {(proof.kind === 'offered' || proof.kind === 'working') && (
        <p className={room.quiet} role={proof.kind === 'working' ? 'status' : undefined}>
          {proof.kind === 'working'
            ? `Asking the planner of ${targetName}…`
            : 'EXPLAIN in a session that can’t write, with indexes that only this session believes in: nothing is run and nothing is built.'}
        </p>
      )}
      {proof.kind === 'missing' && (
        <details>
          <summary>{proof.hypopg.message} With it, its own planner can be asked, too. How to get it:</summary>
          <EnableSteps steps={proof.hypopg.steps} />
        </details>
      )}
      {proof.kind === 'failed' && <ErrorNote error={proof.error} />}
      {proof.kind === 'shown' && (
        <>
          <Costs onTwin={explanation} onTarget={proof.explanation} targetName={targetName} />
          <ExplanationView explanation={proof.explanation} />
        </>
      )}
    </section>
  );
}

interface ProofButtonProps extends Pick<TargetProofProps, 'actions'> {
  readonly proof: Proof;
  readonly targetName: string;
}

/** One place for what begins and what ends it. */
function ProofButton({ proof, targetName, actions }: ProofButtonProps) {
  if (proof.kind === 'missing') return null;
  if (proof.kind === 'working') {
    return (
      <Button variant="default" onClick={actions.cancelProof}>
        Cancel
      </Button>
    );
  }
  return (
    <Button variant="default" onClick={actions.prove}>
      {proof.kind === 'shown' ? 'Prove again' : 'Prove'} on {targetName} with hypopg
    </Button>
  );
}

interface CostsProps {
  readonly onTwin: Explanation;
  readonly onTarget: Explanation;
  readonly targetName: string;
}

function Costs({ onTwin, onTarget, targetName }: CostsProps) {
  return (
    <table className={styles.costs} aria-label="Costs by both planners">
      <thead>
        <tr>
          <th scope="col">Cost, by the planner of</th>
          <th scope="col">before</th>
          <th scope="col">after</th>
        </tr>
      </thead>
      <tbody>
        <CostRow name="the twin" explanation={onTwin} />
        <CostRow name={targetName} explanation={onTarget} />
      </tbody>
    </table>
  );
}

function CostRow({ name, explanation }: { readonly name: string; readonly explanation: Explanation }) {
  const { before, after } = explanation;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{costText(before)}</td>
      <td>{after ? costText(after) : '—'}</td>
    </tr>
  );
}

import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlanStep } from '../../../electron/contract/revisions';
import { RevisionText, type SourceState } from '../../parts/RevisionText';
import { TransactionMark } from '../../parts/TransactionMark';
import styles from './PlanView.module.css';
import type { PlanShown } from './planState';

/** So many steps are put on the page at once; the rest when asked for. */
const FIRST_STEPS = 200;

interface PlanStepsProps {
  readonly state: PlanShown;
  readonly onExpand: (name: string, on: boolean) => void;
}

export function PlanSteps({ state: { plan, choices, sources }, onExpand }: PlanStepsProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (plan.steps.length === 0) return null;
  const shown = isWhole ? plan.steps : plan.steps.slice(0, FIRST_STEPS);
  const hiddenCount = plan.steps.length - shown.length;
  return (
    <section className={styles.steps} aria-label="Steps">
      <ol>
        {shown.map((step, index) => (
          <StepLine
            key={step.name}
            step={step}
            number={index + 1}
            isOpen={choices.expanded.includes(step.name)}
            source={sources[step.name] ?? { kind: 'loading' }}
            onExpand={onExpand}
          />
        ))}
      </ol>
      {hiddenCount > 0 && (
        <div className={styles.more}>
          <Button variant="default" onClick={() => setIsWhole(true)}>
            Show the other {hiddenCount} of {plan.steps.length}
          </Button>
        </div>
      )}
    </section>
  );
}

interface StepLineProps {
  readonly step: PlanStep;
  readonly number: number;
  readonly isOpen: boolean;
  readonly source: SourceState;
  readonly onExpand: (name: string, on: boolean) => void;
}

function StepLine({ step: { name, transaction, notes }, number, isOpen, source, onExpand }: StepLineProps) {
  return (
    <li className={styles.step}>
      <UnstyledButton className={styles.line} aria-expanded={isOpen} onClick={() => onExpand(name, !isOpen)}>
        <IconChevronRight size={14} aria-hidden className={styles.chevron} data-open={isOpen || undefined} />
        <span className={styles.number}>{number}</span>
        <code className={styles.name}>{name}</code>
        <TransactionMark mode={transaction} />
      </UnstyledButton>
      {notes.length > 0 && <p className={styles.notes}>{notes.join(' · ')}</p>}
      {isOpen && (
        <div className={styles.source}>
          <RevisionText state={source} />
        </div>
      )}
    </li>
  );
}

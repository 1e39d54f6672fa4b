import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconCircleX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { TestStep } from '../../../electron/contract/connections';
import { ErrorNote } from '../../parts/ErrorNote';
import styles from './ConnectView.module.css';
import type { Test } from './formState';

const ICONS: Readonly<Record<TestStep['status'], TablerIcon>> = {
  waiting: IconCircle,
  running: IconCircleHalf2,
  passed: IconCircleCheckFilled,
  warned: IconAlertTriangle,
  failed: IconCircleX,
};

export function TestChecklist({ test }: { readonly test: Test }) {
  return (
    <section className={styles.section} aria-label="Test">
      <ol className={styles.checklist} aria-live="polite">
        {test.steps.map((step) => (
          <Check key={step.name} step={step} isOver={!test.isRunning} />
        ))}
      </ol>
      {test.error && <ErrorNote error={test.error} />}
    </section>
  );
}

function Check({
  step: { title, status, detail },
  isOver,
}: {
  readonly step: TestStep;
  readonly isOver: boolean;
}) {
  const Icon = ICONS[status];
  return (
    <li className={styles.check}>
      <span className={styles.status} data-status={status}>
        <Icon size={14} aria-hidden />
        {status === 'waiting' && isOver ? 'not tried' : status}
      </span>
      <span>{title}</span>
      <span className={styles.checkDetail}>{detail}</span>
    </li>
  );
}

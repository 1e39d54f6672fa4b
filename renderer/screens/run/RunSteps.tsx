import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Direction } from '../../../electron/contract/revisions';
import type { RunSnapshot, StepSnapshot } from '../../../electron/contract/runs';
import { Duration } from '../../parts/Duration';
import { SinceClock } from '../../parts/ElapsedClock';
import { StepMark } from '../../parts/StateMark';
import { Tag } from '../../parts/Tag';
import { TransactionMark } from '../../parts/TransactionMark';
import styles from './RunView.module.css';

const ROW_PX = 28;

/** Keeps the running one in view until the user scrolls; scrolled back to it, it follows again. */
export function RunSteps({ run }: { readonly run: RunSnapshot }) {
  const { steps, direction, current } = run;
  const scroller = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const virtualizer = useVirtualizer({
    count: steps.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const at = steps.findIndex(({ name }) => name === current?.name);
  useEffect(() => {
    if (at >= 0 && isFollowing.current) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [at, virtualizer]);
  const follow = () => {
    const element = scroller.current;
    if (!element || at < 0) return;
    const top = at * ROW_PX;
    isFollowing.current = top >= element.scrollTop - ROW_PX && top < element.scrollTop + element.clientHeight;
  };
  return (
    <section
      ref={scroller}
      className={styles.steps}
      aria-label="Revisions of this run"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
      tabIndex={0}
      onWheel={follow}
      onKeyUp={follow}
      onPointerUp={follow}
    >
      <ol className={styles.stepBody} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const step = steps[index];
          return (
            step && (
              <li
                key={step.name}
                className={styles.step}
                style={{ transform: `translateY(${start}px)` }}
                aria-current={index === at ? 'step' : undefined}
                aria-posinset={index + 1}
                aria-setsize={steps.length}
              >
                <StepLine
                  step={step}
                  direction={direction}
                  startedAt={index === at ? current?.startedAt : undefined}
                />
              </li>
            )
          );
        })}
      </ol>
    </section>
  );
}

interface StepLineProps {
  readonly step: StepSnapshot;
  readonly direction: Direction;
  /** Of the one that runs. */
  readonly startedAt: string | undefined;
}

function StepLine({ step, direction, startedAt }: StepLineProps) {
  return (
    <>
      <StepMark status={step.status} direction={direction} />
      <code className={styles.stepName} title={step.name}>
        {step.name}
      </code>
      <span>
        {step.tries > 1 && <Tag tone="amber">try {step.tries}</Tag>}{' '}
        <TransactionMark mode={step.transaction} />
      </span>
      <span className={styles.stepTook}>
        {startedAt && step.durationMs === null ? (
          <SinceClock startedAt={startedAt} label="Time of this revision" />
        ) : (
          <Duration ms={step.durationMs} />
        )}
      </span>
    </>
  );
}

import { Button } from '@mantine/core';
import type { HelpedQuery } from '../../../electron/contract/indexes';
import { formatDuration } from '../../parts/formatDuration';
import room from '../../parts/Room.module.css';
import styles from './Indexes.module.css';
import { PlanPair } from './PlanPair';

interface HelpedQueriesProps {
  readonly helps: readonly HelpedQuery[];
  readonly onExplain: (sql: string) => void;
}

/** Each statement that it serves, with its plan before and after. */
export function HelpedQueries({ helps, onExplain }: HelpedQueriesProps) {
  if (helps.length === 0) return null;
  return (
    <div className={room.block}>
      <h3>
        {helps.length === 1 ? 'The statement that it helps' : `The ${helps.length} statements that it helps`}
      </h3>
      {helps.map((each) => (
        <article key={each.queryId} className={styles.helped} aria-label="Helped statement">
          <div className={room.blockHead}>
            <span>
              {each.savingMs > 0 && `Saves about ${formatDuration(each.savingMs)}`}
              {each.calls > 0 && ` in ${each.calls.toLocaleString('en-GB')} calls`}
            </span>
            <Button variant="default" onClick={() => onExplain(each.text)}>
              Explain…
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <pre className={styles.statement} tabIndex={0}>
            {each.text}
          </pre>
          {each.proof && <PlanPair before={each.proof.before} after={each.proof.after} />}
        </article>
      ))}
    </div>
  );
}

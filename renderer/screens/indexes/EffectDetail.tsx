import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { IndexEffect } from '../../../electron/contract/indexes';
import room from '../../parts/Room.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { TickingAge } from '../../parts/TickingAge';
import { describeEffect, describeMeans } from './effectText';
import styles from './Indexes.module.css';
import type { IndexesActions } from './IndexesView';
import { MADE_TITLE } from './suggestionLines';

interface EffectDetailProps {
  readonly effect: IndexEffect;
  readonly actions: Pick<IndexesActions, 'openPanel'>;
  readonly onClose: () => void;
}

/** What came of one index, and of each statement that it was made for. */
export function EffectDetail({ effect, actions, onClose }: EffectDetailProps) {
  return (
    <section
      className={room.detail}
      aria-label="Effect"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={room.detailHead}>
        <h2 className={room.detailTitle}>
          <code>{effect.index}</code> <span className={room.quiet}>{MADE_TITLE}</span>
        </h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollRegion label="Expected and measured" className={room.detailBody}>
        <p>{describeEffect(effect)}</p>
        <p className={room.quiet}>
          <Since effect={effect} />
        </p>
        <MeasuredStatements effect={effect} onExplain={(sql) => actions.openPanel('explain', sql)} />
      </ScrollRegion>
    </section>
  );
}

function Since({ effect: { since, scans } }: Pick<EffectDetailProps, 'effect'>) {
  if (since === null) return 'Nothing was measured yet.';
  return (
    <>
      Counting began <TickingAge since={since} />
      {scans !== null && `; the index was used ${scans.toLocaleString('en-GB')} times since`}. Expected is
      what the planner made of the mean before, with everything that was suggested together.
    </>
  );
}

interface MeasuredStatementsProps {
  readonly effect: IndexEffect;
  readonly onExplain: (sql: string) => void;
}

function MeasuredStatements({ effect: { statements }, onExplain }: MeasuredStatementsProps) {
  return (
    <div className={room.block}>
      <h3>
        {statements.length === 1
          ? 'The statement that it was made for'
          : `The ${statements.length} statements that it was made for`}
      </h3>
      {statements.map((each) => (
        <article key={each.queryId} className={styles.helped} aria-label="Measured statement">
          <div className={room.blockHead}>
            <span>{describeMeans(each)}</span>
            <Button variant="default" onClick={() => onExplain(each.text)}>
              Explain…
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <pre className={styles.statement} tabIndex={0}>
            {each.text}
          </pre>
        </article>
      ))}
    </div>
  );
}

import type { IndexEffect } from '../../../electron/contract/indexes';
import { GridCell } from '../../parts/GridCell';
import { Sign } from '../../parts/Sign';
import { describeEffect, describeShortly, EFFECT_SIGNS } from './effectText';
import styles from './Indexes.module.css';
import { formatRate } from './savingText';

/** An index that was made as suggested, in the columns of the suggestions. */
export function EffectCells({ effect }: { readonly effect: IndexEffect }) {
  const { schema, table, index, verdict, savedMsPerMinute } = effect;
  const { sign, tone } = EFFECT_SIGNS[verdict];
  return (
    <>
      <GridCell title={`${schema}.${index}`}>
        <span className={styles.what}>
          <span className={styles.noTick} />
          <Sign sign={sign} tone={tone} />
          <code className={styles.name}>{index}</code>
        </span>
      </GridCell>
      <GridCell title={`${schema}.${table}`}>
        <code>{table}</code>
      </GridCell>
      <GridCell title={describeEffect(effect)}>{describeShortly(effect)}</GridCell>
      <GridCell isNumber title="Measured">
        {savedMsPerMinute === null ? '—' : formatRate(savedMsPerMinute)}
      </GridCell>
      <GridCell isNumber>—</GridCell>
      <GridCell isNumber isQuiet>
        —
      </GridCell>
    </>
  );
}

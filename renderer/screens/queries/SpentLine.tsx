import { Sparkline } from '../../parts/Sparkline';
import { describeRate, type Spent } from './describeSpent';
import styles from './Queries.module.css';

/** As many as fit between the readings that are kept. */
const MOST_INTERVALS = 30;

/** What a statement took of late, as a line and as the latest number. */
export function SpentLine({ spent }: { readonly spent: Spent }) {
  return (
    <span className={styles.spent}>
      <Sparkline values={spent.msPerSecond} most={MOST_INTERVALS} label={spent.text} />
      <span className={styles.rate} aria-hidden>
        {spent.now === null ? '—' : describeRate(spent.now)}
      </span>
    </span>
  );
}

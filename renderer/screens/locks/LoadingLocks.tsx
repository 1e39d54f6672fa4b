import { WaitingRows } from '../../parts/WaitingRows';
import graph from './graph/BlockingGraph.module.css';
import styles from './LocksView.module.css';
import grid from './sessions/SessionGrid.module.css';
import { sessionColumns } from './sessions/sessionColumns';

const COLUMNS = sessionColumns('root', () => undefined);
const WIDTHS = [62, 48, 55, 70, 44, 58, 66, 50, 61, 46, 57, 68, 52, 63];

/** As high as what takes its place. */
export function LoadingLocks() {
  return (
    <div className={styles.loading} aria-busy="true">
      <div className={styles.strip} />
      <div className={graph.pane} />
      <div className={`${styles.tabbed} ${grid.grid}`}>
        <div className={styles.tabs} />
        <div role="status" aria-label="Looking at the locks" />
        <WaitingRows columns={COLUMNS} widths={WIDTHS} />
      </div>
      <div className={styles.settings} />
    </div>
  );
}

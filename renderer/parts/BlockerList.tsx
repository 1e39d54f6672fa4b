import type { Blocker } from '../../electron/contract/call';
import styles from './BlockerList.module.css';
import { describeBlocker } from './describeSession';

export function BlockerList({ blockers }: { readonly blockers: readonly Blocker[] }) {
  return (
    <ul className={styles.blockers} aria-label="Sessions in the way">
      {blockers.map((blocker, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: prepared transactions share the pid 0
        <li key={`${blocker.pid} ${index}`}>
          <p>{describeBlocker(blocker)}</p>
          {blocker.query && <code className={styles.query}>{blocker.query}</code>}
        </li>
      ))}
    </ul>
  );
}

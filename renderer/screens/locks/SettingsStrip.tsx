import type { LockSnapshot } from '../../../electron/contract/locks';
import styles from './LocksView.module.css';

/** What decides how long somebody waits here. */
export function SettingsStrip({ settings }: Pick<LockSnapshot, 'settings'>) {
  return (
    <footer className={styles.settings}>
      <dl className={styles.settingList}>
        {settings.map(({ name, value, meaning }) => (
          <div key={name} title={meaning}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </footer>
  );
}

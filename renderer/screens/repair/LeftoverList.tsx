import type { Leftover, Leftovers } from '../../../electron/contract/revisions';
import { CopyButton } from '../../parts/CopyButton';
import { formatBytes } from '../../parts/formatBytes';
import panel from '../../parts/Panel.module.css';
import { SqlText } from '../../parts/SqlText';
import styles from './RepairView.module.css';
import { describeLeftover } from './repairState';

/** What ran, what is left of it, and the SQL that mends it. */
export function LeftoverList({ found }: { readonly found: Leftovers }) {
  const repairSql = found.leftovers.map(({ sql }) => sql).join('\n');
  return (
    <>
      {found.statements.length > 0 && (
        <section className={panel.section} aria-label="What ran">
          <h2>What ran, as far as the log tells</h2>
          <SqlText text={found.statements.join(';\n')} language="sql" label="Statements that ran" />
        </section>
      )}
      <section className={panel.section} aria-label="Leftovers">
        <h2>What it left</h2>
        {found.leftovers.length === 0 ? (
          <p>No unfinished index was found. Look at what ran: other changes are for you to judge.</p>
        ) : (
          <ul className={styles.leftovers}>
            {found.leftovers.map((each) => (
              <LeftoverLine key={`${each.schema}.${each.name}`} leftover={each} />
            ))}
          </ul>
        )}
      </section>
      {found.leftovers.length > 0 && (
        <section className={panel.section} aria-label="Repair">
          <div className={styles.head}>
            <h2>The repair</h2>
            <CopyButton text={repairSql} />
          </div>
          <SqlText text={repairSql} language="sql" label="SQL of the repair" />
        </section>
      )}
    </>
  );
}

function LeftoverLine({ leftover }: { readonly leftover: Leftover }) {
  const { schema, table, name, sizeBytes } = leftover;
  return (
    <li className={styles.leftover}>
      <code>
        {schema}.{name}
      </code>
      <span className={panel.quiet}>
        on <code>{table}</code>
        {sizeBytes !== null && `, ${formatBytes(sizeBytes)}`}
      </span>
      <span>{describeLeftover(leftover)}</span>
    </li>
  );
}

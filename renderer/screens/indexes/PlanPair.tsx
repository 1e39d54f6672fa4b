import type { PlanNode } from '../../../electron/contract/indexes';
import room from '../../parts/Room.module.css';
import styles from './PlanPair.module.css';

interface PlanPairProps {
  readonly before: PlanNode;
  /** null: there is only one. */
  readonly after: PlanNode | null;
}

/** Two plans side by side, with bars to the same scale. */
export function PlanPair({ before, after }: PlanPairProps) {
  const most = Math.max(before.totalCost, after?.totalCost ?? 0);
  if (!after) return <PlanTree title="Plan" plan={before} most={most} />;
  return (
    <div className={room.pair}>
      <PlanTree title="Before" plan={before} most={most} />
      <PlanTree title="After" plan={after} most={most} />
    </div>
  );
}

interface PlanTreeProps {
  readonly title: string;
  readonly plan: PlanNode;
  readonly most: number;
}

function PlanTree({ title, plan, most }: PlanTreeProps) {
  return (
    <section className={room.block} aria-label={`${title}: cost ${costText(plan)}`}>
      <p className={room.quiet}>
        {title} · cost {costText(plan)}
      </p>
      <ul className={styles.tree}>
        <Node plan={plan} most={most} />
      </ul>
    </section>
  );
}

function Node({ plan, most }: { readonly plan: PlanNode; readonly most: number }) {
  const { type, relation, index, rows, totalCost, children } = plan;
  const share = most > 0 ? Math.min(1, totalCost / most) : 0;
  const what = [type, relation && `on ${relation}`, index && `using ${index}`].filter(Boolean).join(' ');
  return (
    <li>
      <div className={styles.node} title={`${what} · cost ${costText(plan)} · ${rows} rows`}>
        <span className={styles.bar} style={{ inlineSize: `${share * 100}%` }} aria-hidden />
        <span className={styles.what}>
          <b>{type}</b> {relation && <code>{relation}</code>} {index && <code>{index}</code>}
        </span>
        <span className={styles.cost}>{costText(plan)}</span>
      </div>
      {children.length > 0 && (
        <ul>
          {children.map((child, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a plan’s nodes have nothing but their places
            <Node key={place} plan={child} most={most} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function costText({ totalCost }: PlanNode): string {
  return totalCost.toLocaleString('en-GB', { maximumFractionDigits: totalCost < 100 ? 1 : 0 });
}

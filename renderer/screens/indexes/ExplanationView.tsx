import type { Explanation } from '../../../electron/contract/indexes';
import { formatBytes } from '../../parts/formatBytes';
import room from '../../parts/Room.module.css';
import { Tag } from '../../parts/Tag';
import { PlanPair } from './PlanPair';

/** Both plans, and what became of each candidate. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  const { before, after, candidates, isGeneric } = explanation;
  return (
    <>
      {isGeneric && <p className={room.quiet}>Planned for whatever its parameters are.</p>}
      {candidates.length > 0 && (
        <ul className={room.list} aria-label="Indexes that were tried">
          {candidates.map(({ sql, isUsed, sizeBytes, buildLock, problem }) => (
            <li key={sql}>
              {problem ? (
                <Tag tone="red">not made</Tag>
              ) : (
                <Tag tone={isUsed ? 'green' : 'muted'}>{isUsed ? 'used' : 'not used'}</Tag>
              )}{' '}
              <code>{sql}</code>{' '}
              <span className={room.quiet}>
                {problem ?? `about ${formatBytes(String(sizeBytes))}; building it holds ${buildLock}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <PlanPair before={before} after={after} />
    </>
  );
}

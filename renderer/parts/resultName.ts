import type { FileChangePlan } from '../../electron/contract/revisions';

/** The revision that a plan leaves in place of what was: to go to when it is done. */
export function resultName({ changes }: FileChangePlan): string | null {
  const path = changes.map((change) => change.path).find((each) => !each.endsWith('.down.sql'));
  return path?.split('/').at(-1) ?? null;
}

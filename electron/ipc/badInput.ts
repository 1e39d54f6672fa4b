import type { SchemaIssue } from '@orpc/contract';
import type { ErrorInfo } from '../core/errors';

/** The first thing that is wrong with an input, for people. */
export function describeBadInput(issues: readonly SchemaIssue[]): ErrorInfo {
  const { path, message } = firstProblem(issues, []);
  const field = path.join('.');
  if (field === '') return { kind: 'bad-input', message: `This can’t be used: ${message}.` };
  return { kind: 'bad-input', field, message: `“${field}” can’t be used: ${message}.` };
}

interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

function firstProblem(issues: readonly SchemaIssue[], parent: readonly string[]): Problem {
  const [issue] = issues;
  if (issue === undefined) return { path: parent, message: 'it is not valid' };
  const path = [...parent, ...(issue.path ?? []).map(segmentName)];
  const branch = closestBranch(issue);
  return branch ? firstProblem(branch, path) : { path, message: issue.message };
}

function segmentName(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}

/** Of a zod union the alternative with the fewest complaints: what the input was most likely meant to be. */
function closestBranch(issue: SchemaIssue): readonly SchemaIssue[] | null {
  const branches = 'errors' in issue && Array.isArray(issue.errors) ? issue.errors : [];
  const lists = branches.filter((branch): branch is readonly SchemaIssue[] => Array.isArray(branch));
  return lists.reduce<readonly SchemaIssue[] | null>(
    (best, branch) => (best === null || branch.length <= best.length ? branch : best),
    null,
  );
}

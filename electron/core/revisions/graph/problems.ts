import type { RevisionFile } from '../../project/project';
import type { GraphProblem, UnknownReference } from './graph';

export interface Trouble {
  readonly files: readonly RevisionFile[];
  readonly twins: readonly (readonly string[])[];
  readonly unknown: readonly UnknownReference[];
  readonly cycles: readonly (readonly string[])[];
}

export function describeProblems({ files, twins, unknown, cycles }: Trouble): readonly GraphProblem[] {
  return [
    ...twins.map(describeTwins),
    ...unknown.map(describeUnknown),
    ...cycles.map(describeCycle),
    ...files.filter(({ stated }) => stated.problems.length > 0).map(describeUnreadable),
    ...describeSharedLabels(files),
  ];
}

function describeTwins(names: readonly string[]): GraphProblem {
  return {
    kind: 'two-files',
    names,
    message: `${names.length} files stand for one revision: ${names.join(', ')}.`,
    hint: 'Keep one of them: which one has run can’t be told apart in the ledger.',
  };
}

function describeUnknown({ from, to }: UnknownReference): GraphProblem {
  return {
    kind: 'unknown-parent',
    names: [from],
    message: `${from} refers to ${to}, and there is no such file.`,
    hint: 'Get that file back, or correct the name in `lockstep`.',
  };
}

function describeCycle(names: readonly string[]): GraphProblem {
  const [first = ''] = names;
  return {
    kind: 'cycle',
    names,
    message:
      names.length === 1
        ? `${first} says that it follows itself.`
        : `These follow one another in a circle: ${[...names, first].join(' → ')}.`,
    hint: 'Correct `revises` or `dependsOn` in one of them.',
  };
}

function describeUnreadable({ name, stated }: RevisionFile): GraphProblem {
  return {
    kind: 'unreadable',
    names: [name],
    message: `${name}: ${stated.problems.join(' ')}`,
    hint: 'Write it as plain values, so that it can be known without running the file.',
  };
}

function describeSharedLabels(files: readonly RevisionFile[]): readonly GraphProblem[] {
  const byLabel = new Map<string, string[]>();
  for (const { name, stated } of files) {
    if (stated.branch === null) continue;
    byLabel.set(stated.branch, [...(byLabel.get(stated.branch) ?? []), name]);
  }
  return [...byLabel]
    .filter(([, names]) => names.length > 1)
    .map(([label, names]) => ({
      kind: 'duplicate-branch',
      names,
      message: `The branch label “${label}” is given by ${names.join(' and ')}.`,
      hint: 'A label names one branch: change one of them.',
    }));
}

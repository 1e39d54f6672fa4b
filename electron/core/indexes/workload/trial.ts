/**
 * Many candidates at once on the twin, of which any few can be switched on: what each statement would cost with them.
 * The planner leaves out an index that is marked as invalid, so switching one is one row of the system catalog.
 */

import type { Planning } from '../../twin/planner/planTwin';
import { markIndexes } from '../../twin/planner/workbench.sql';
import { parseCandidate } from '../explain/candidateIndex';
import { explain } from '../explain/explainOnTwin';
import { makeCandidates } from '../explain/makeCandidates';
import { indexesOf } from '../explain/planNode';
import type { PlanNode } from '../suggestion';
import { createSql, type IndexSpec, leadOf } from './indexSpec';
import type { ReadStatement } from './readWorkload';

/** A candidate that was made. */
export interface Option {
  readonly spec: IndexSpec;
  readonly name: string;
  readonly oids: readonly number[];
  /** What plans call it: on a partitioned table, its parts. */
  readonly planNames: readonly string[];
  readonly sizeBytes: number;
}

export interface Trial {
  readonly options: readonly Option[];
  /** Remembered: asking again costs nothing. */
  plan(statement: ReadStatement, active: ReadonlySet<Option>): Promise<PlanNode>;
  used(plan: PlanNode): readonly Option[];
}

/** Within a transaction of the planning session that will be rolled back. */
export async function openTrial(planning: Planning, specs: readonly IndexSpec[]): Promise<Trial> {
  const options = await makeOptions(planning, specs);
  const byName = new Map(options.flatMap((each) => each.planNames.map((name) => [name, each])));
  const plans = new Map<ReadStatement, Map<string, PlanNode>>();
  const switchTo = await createSwitch(planning, options);
  return {
    options,
    async plan(statement, active) {
      const known = plans.get(statement) ?? new Map<string, PlanNode>();
      plans.set(statement, known);
      const key = keyOf(statement, active);
      const found = known.get(key);
      if (found) return found;
      await switchTo(active);
      const plan = await explain(planning.session, statement.plannable);
      known.set(key, plan);
      return plan;
    },
    used: (plan) => [...new Set([...indexesOf(plan)].flatMap((name) => byName.get(name) ?? []))],
  };
}

export function isRelevant({ leads }: ReadStatement, { spec }: Option): boolean {
  return leads.has(leadOf(spec));
}

function keyOf(statement: ReadStatement, active: ReadonlySet<Option>): string {
  const relevant = [...active].filter((option) => isRelevant(statement, option));
  return relevant
    .map(({ name }) => name)
    .sort()
    .join(' ');
}

async function makeOptions(planning: Planning, specs: readonly IndexSpec[]): Promise<readonly Option[]> {
  const named = specs.map((spec, index) => ({ spec, name: `candidate_${index}` }));
  const candidates = await Promise.all(
    named.map(({ spec, name }, index) => parseCandidate(createSql(spec, name), index)),
  );
  const { made } = await makeCandidates(planning, candidates);
  return made.flatMap(({ name, ...sizes }) => {
    const spec = named.find((each) => each.name === name)?.spec;
    return spec
      ? [{ spec, name, oids: sizes.oids, planNames: sizes.planNames, sizeBytes: sizes.sizeBytes }]
      : [];
  });
}

type Switch = (active: ReadonlySet<Option>) => Promise<void>;

/**
 * From all being off each time, by a savepoint: row versions of a transaction that goes on are not cleaned up, and
 * after thousands of them each update would search through all.
 */
async function createSwitch({ session }: Planning, options: readonly Option[]): Promise<Switch> {
  const mark = (isOn: boolean, some: Iterable<Option>) =>
    markIndexes(
      session,
      [...some].flatMap(({ oids }) => oids),
      isOn,
    );
  await mark(false, options);
  await session.query('SAVEPOINT all_off');
  let current = '';
  return async (active) => {
    const wanted = [...active]
      .map(({ name }) => name)
      .sort()
      .join(' ');
    if (wanted === current) return;
    await session.query('ROLLBACK TO all_off');
    await mark(true, active);
    current = wanted;
  };
}

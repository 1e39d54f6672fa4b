/**
 * Many candidates at once on the twin, of which any few can be switched on: what each statement would cost with them.
 * The planner leaves out an index that is marked as invalid, so switching one is one row of the system catalog.
 */

import type { Planning } from '../../twin/planner/planTwin';
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
  const switches = createSwitches(planning, options);
  return {
    options,
    async plan(statement, active) {
      const known = plans.get(statement) ?? new Map<string, PlanNode>();
      plans.set(statement, known);
      const relevant = relevantOptions(statement, active);
      const key = relevant.map(({ name }) => name).join(' ');
      const plan = known.get(key) ?? (await planWith(planning, switches, statement, relevant));
      known.set(key, plan);
      return plan;
    },
    used: (plan) => [...new Set([...indexesOf(plan)].flatMap((name) => byName.get(name) ?? []))],
  };
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

function relevantOptions({ leads }: ReadStatement, active: ReadonlySet<Option>): readonly Option[] {
  return [...active].filter(({ spec }) => leads.has(leadOf(spec))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Switch = (active: readonly Option[]) => Promise<void>;

function createSwitches({ session }: Planning, options: readonly Option[]): Switch {
  let on = new Set(options.flatMap(({ oids }) => oids));
  return async (active) => {
    const wanted = new Set(active.flatMap(({ oids }) => oids));
    const changed = [...wanted]
      .filter((oid) => !on.has(oid))
      .concat([...on].filter((oid) => !wanted.has(oid)));
    on = wanted;
    if (changed.length === 0) return;
    await session.query(
      'UPDATE pg_catalog.pg_index SET indisvalid = NOT indisvalid WHERE indexrelid = ANY ($1::oid[])',
      [changed],
    );
  };
}

async function planWith(
  { session }: Planning,
  switchTo: Switch,
  { plannable }: ReadStatement,
  active: readonly Option[],
): Promise<PlanNode> {
  await switchTo(active);
  return explain(session, plannable);
}

/** EXPLAIN's JSON as the small tree that is shown and compared. */
import { z } from 'zod';
import type { PlanNode } from '../suggestion';

interface RawNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly RawNode[] | undefined;
}

const rawNode: z.ZodType<RawNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    'Total Cost': z.number(),
    'Plan Rows': z.number(),
    Plans: z.array(rawNode).optional(),
  }),
);

const explained = z.tuple([z.object({ Plan: rawNode })]);

export function readPlan(json: unknown): PlanNode {
  return toNode(explained.parse(json)[0].Plan);
}

function toNode(raw: RawNode): PlanNode {
  return {
    type: raw['Node Type'],
    relation: raw['Relation Name'] ?? null,
    index: raw['Index Name'] ?? null,
    totalCost: raw['Total Cost'],
    rows: raw['Plan Rows'],
    children: (raw.Plans ?? []).map(toNode),
  };
}

/** Itself and everything below it. */
export function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...plan.children.flatMap(nodesOf)];
}

/** The same plan, where some indexes are called otherwise. */
export function withIndexNames(plan: PlanNode, names: ReadonlyMap<string, string>): PlanNode {
  return {
    ...plan,
    index: plan.index && (names.get(plan.index) ?? plan.index),
    children: plan.children.map((each) => withIndexNames(each, names)),
  };
}

export function indexesOf(plan: PlanNode): ReadonlySet<string> {
  return new Set(nodesOf(plan).flatMap(({ index }) => (index === null ? [] : [index])));
}

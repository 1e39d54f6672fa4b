/**
 * What is wrong with a statement of the workload, why it costs, and how it is cured where it was written. A rule is a
 * file in findings/ and judges one statement at a time from its counters, its shape and what its tables are like.
 */
import type { SchemaFacts, TableFacts } from '../indexes/schema/schemaFacts';
import type { StatementShape } from './shape/statementShape';
import type { Statement } from './workload';

export type FindingKind =
  | 'n-plus-one'
  | 'row-at-a-time'
  | 'waits-for-rows'
  | 'wide-select'
  | 'offset-paging'
  | 'count-loop'
  | 'temp-spill'
  | 'low-cache-hit'
  | 'sequential-scan';

export interface Finding {
  /** The same in every run for the same statement. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly queryId: string;
  readonly text: string;
  /** Schema and name; null where it is about several. */
  readonly table: string | null;
  /** One sentence, with the figures that show it. */
  readonly reason: string;
  /** One sentence: why it costs. */
  readonly explanation: string;
  readonly cure: Cure;
  readonly calls: number;
  readonly totalMs: number;
  /** Of the execution time of all that is counted. */
  readonly share: number;
  readonly rowsPerCall: number;
  /** The statement whose rows set it off. */
  readonly parentQueryId: string | null;
}

/** In the words of what sends the statement; null: as for Sequelize, with that library's own names. */
export interface Cure {
  readonly sequelize: string;
  readonly sqlalchemy: string | null;
  readonly django: string | null;
}

export interface FindingRule {
  readonly kind: FindingKind;
  readonly explanation: string;
  readonly cure: Cure;
  judge(read: ReadStatement, context: WorkloadContext): Judgement | null;
}

export interface Judgement {
  readonly reason: string;
  readonly parentQueryId?: string;
}

/** A statement with what is known about what it names. */
export interface ReadStatement {
  readonly statement: Statement;
  readonly shape: StatementShape;
  /** The only one that it reads, or the one that it changes. */
  readonly table: TableFacts | null;
  /** At least one: what asks the system catalogs alone is nobody's workload. */
  readonly tables: readonly TableFacts[];
}

export interface WorkloadContext {
  readonly facts: SchemaFacts;
  readonly statements: readonly ReadStatement[];
  readonly blockBytes: number;
}

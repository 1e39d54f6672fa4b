/** How objects are named in statements. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CatalogObject, Grant } from '../catalog';
import type { Aggregate } from '../routine';

/** As in `COMMENT ON …` and, but for a constraint, in `DROP …`. */
export function targetOf(object: Exclude<CatalogObject, Grant>): string {
  switch (object.kind) {
    case 'schema':
    case 'extension':
    case 'event trigger':
    case 'foreign data wrapper':
    case 'server':
      return `${object.kind.toUpperCase()} ${quoteIdent(object.name)}`;
    case 'enum':
    case 'composite':
    case 'range':
      return `TYPE ${quoteQualified(object.schema, object.name)}`;
    case 'table':
      return `${object.foreign ? 'FOREIGN TABLE' : 'TABLE'} ${quoteQualified(object.schema, object.name)}`;
    case 'view':
      return `${object.isMaterialised ? 'MATERIALIZED VIEW' : 'VIEW'} ${quoteQualified(object.schema, object.name)}`;
    case 'function':
    case 'procedure':
      return `${object.kind.toUpperCase()} ${quoteQualified(object.schema, object.name)}(${object.signature})`;
    case 'aggregate':
      return `AGGREGATE ${aggregateName(object)}`;
    case 'constraint':
    case 'trigger':
    case 'rule':
    case 'policy':
      return `${object.kind.toUpperCase()} ${quoteIdent(object.name)} ON ${quoteQualified(object.schema, object.table)}`;
    default:
      return `${object.kind.toUpperCase()} ${quoteQualified(object.schema, object.name)}`;
  }
}

export function aggregateName({ schema, name, arguments: given }: Aggregate): string {
  return `${quoteQualified(schema, name)}(${given === '' ? '*' : given})`;
}

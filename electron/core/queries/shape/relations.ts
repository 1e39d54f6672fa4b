import { asNode, textOf } from './node';

export interface RelationRef {
  /** null: as search_path has it. */
  readonly schema: string | null;
  readonly name: string;
}

export function relationOf(value: unknown): RelationRef {
  const { schemaname, relname } = asNode(value);
  return { schema: textOf(schemaname), name: textOf(relname) ?? '' };
}

/** Each once. The tables of FOR UPDATE OF are aliases and no relations. */
export function gatherRelations(root: unknown): readonly RelationRef[] {
  const found: RelationRef[] = [];
  const withNames = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) walk(each);
      return;
    }
    for (const [word, child] of Object.entries(asNode(value))) {
      if (word === 'lockedRels') continue;
      if (word === 'RangeVar' || word === 'relation') found.push(relationOf(child));
      if (word === 'CommonTableExpr') withNames.add(textOf(asNode(child).ctename) ?? '');
      walk(child);
    }
  };
  walk(root);
  const named = found.filter(({ schema, name }) => name !== '' && (schema !== null || !withNames.has(name)));
  return [...new Map(named.map((each) => [`${each.schema}.${each.name}`, each])).values()];
}

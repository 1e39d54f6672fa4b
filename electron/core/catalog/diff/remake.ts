/** A type made anew beside the former one, which gets another name until no column is of it any more. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CatalogObject } from '../catalog';
import type { Domain, RangeType } from '../userTypes';
import { type Step, step } from '../write/step';

export function renameFormerType(object: CatalogObject): readonly Step[] {
  if (!('schema' in object)) return [];
  const renamed = step(
    `ALTER ${wordOf(object)} ${quoteQualified(object.schema, object.name)} RENAME TO ${quoteIdent(former(object.name))}`,
  );
  if (object.kind === 'domain') return [renamed, ...bareDomain(object)];
  return object.kind === 'range' ? [renamed, ...renameMakers(object)] : [renamed];
}

/** Lets go of the functions that it calls. */
function bareDomain({ schema, name, checks, default: expression }: Domain): readonly Step[] {
  const alter = (action: string) => step(`ALTER DOMAIN ${quoteQualified(schema, former(name))} ${action}`);
  const dropped = checks.map((check) => alter(`DROP CONSTRAINT ${quoteIdent(check.name)}`));
  return expression === null ? dropped : [...dropped, alter('DROP DEFAULT')];
}

export function dropFormerType(object: CatalogObject): readonly Step[] {
  if (!('schema' in object)) return [];
  return [step(`DROP ${wordOf(object)} ${quoteQualified(object.schema, former(object.name))}`)];
}

function wordOf({ kind }: CatalogObject): string {
  return kind === 'collation' || kind === 'domain' ? kind.toUpperCase() : 'TYPE';
}

/** PostgreSQL cuts names off after 63 bytes. */
function former(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > 55) short = short.slice(0, -1);
  return `${short}_before`;
}

/** A range's multirange and the functions that make values of both keep their names otherwise. */
function renameMakers({ schema, name, subtype, multirange }: RangeType): readonly Step[] {
  const range = quoteQualified(schema, former(name));
  const makers = [
    [name, `${subtype}, ${subtype}`],
    [name, `${subtype}, ${subtype}, text`],
    [multirange, ''],
    [multirange, range],
    [multirange, `VARIADIC ${range}[]`],
  ] as const;
  return [
    step(`ALTER TYPE ${quoteQualified(schema, multirange)} RENAME TO ${quoteIdent(former(multirange))}`),
    ...makers.map(([maker, given]) =>
      step(
        `ALTER FUNCTION ${quoteQualified(schema, maker)}(${given}) RENAME TO ${quoteIdent(former(maker))}`,
      ),
    ),
  ];
}

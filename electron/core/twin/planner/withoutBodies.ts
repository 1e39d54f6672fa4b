/**
 * Functions of the target never run here. A planner calls immutable ones for constants, and here it would do so on
 * the user's own machine, without the rows that they count on.
 */
import type { CatalogObject } from '../../catalog/catalog';

const REFUSAL = "AS $stub$BEGIN RAISE EXCEPTION 'functions of the target do not run on its twin'; END$stub$";
/** Where pg_get_functiondef begins with the body, in each of its forms. */
const BODY = /\n(?:AS |BEGIN ATOMIC|RETURN )/;

/** On a line of its own with the other attributes. */
const FOR_SUPERUSERS = /(?<=\n [^\n]*)(?: ?\bLEAKPROOF\b| ?\bSUPPORT \S+)/g;

/** What planners go by stays: arguments, result, volatility, strictness, cost and rows. */
export function withoutBody(object: CatalogObject): CatalogObject {
  if (object.kind !== 'function' && object.kind !== 'procedure') return object;
  const at = object.definition.search(BODY);
  if (at < 0) return object;
  const head = object.definition
    .slice(0, at)
    .replace(/\n LANGUAGE \S+/, '\n LANGUAGE plpgsql')
    .replace(FOR_SUPERUSERS, '');
  return { ...object, definition: `${head}\n${REFUSAL}` };
}

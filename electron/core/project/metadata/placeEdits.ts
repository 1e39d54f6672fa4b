/** What is to be stated anew, and how it is written in each language. */

export interface PlaceChange {
  /** null: no longer stated; []: it begins at base. Absent: as it is. */
  readonly revises?: readonly string[] | null;
  /** null: no longer stated. */
  readonly branch?: string | null;
  /** []: no longer stated. */
  readonly dependsOn?: readonly string[];
  readonly transaction?: false;
}

export type PlaceValue = string | readonly string[] | false | null;

/** `value` undefined: the key goes. */
export interface PlaceEdit {
  readonly key: string;
  readonly value: PlaceValue | undefined;
}

export type PlaceAddition = PlaceEdit & { readonly value: PlaceValue };

export function editsOf({ revises, branch, dependsOn, transaction }: PlaceChange): readonly PlaceEdit[] {
  const edits: PlaceEdit[] = [];
  if (revises !== undefined)
    edits.push({ key: 'revises', value: revises?.length === 0 ? null : shortest(revises) });
  if (branch !== undefined) edits.push({ key: 'branch', value: branch ?? undefined });
  if (dependsOn !== undefined) edits.push({ key: 'dependsOn', value: shortest(dependsOn) });
  if (transaction === false) edits.push({ key: 'transaction', value: false });
  return edits;
}

export function isAddition(edit: PlaceEdit): edit is PlaceAddition {
  return edit.value !== undefined;
}

export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Nothing for none, and no brackets around one. */
function shortest(names: readonly string[] | null): PlaceValue | undefined {
  if (!names || names.length === 0) return undefined;
  return names.length === 1 ? names[0] : names;
}

/** How a key or an index is named after what it is: `idx_{table}_{columns}`. Knows texts alone. */

export interface NameFacts {
  readonly table: string;
  readonly columns: readonly string[];
  /** The table that a foreign key refers to. */
  readonly referred: string | null;
}

/** As `{table}_{columns}_fkey`, where columns are joined by the separator. */
export interface Template {
  readonly text: string;
  readonly separator: string;
}

const SEPARATORS = ['_', '-', '__', '_and_', ''];
/** As PostgreSQL itself cuts names. */
const LONGEST_BYTES = 63;

/** All templates that give this name; the ones with fewer words of their own first. */
export function templatesOf(name: string, facts: NameFacts): readonly Template[] {
  const found = new Map<string, Template>();
  for (const separator of SEPARATORS) {
    const values = valuesOf(facts, separator);
    for (const text of fills(name, values)) {
      const template = { text, separator };
      if (text.includes('{columns}') || text.includes('{table}')) found.set(keyOf(template), template);
    }
  }
  return [...found.values()].sort((a, b) => placesIn(b) - placesIn(a));
}

export function keyOf({ text, separator }: Template): string {
  return JSON.stringify([text, separator]);
}

function placesIn({ text }: Template): number {
  return text.split('{').length;
}

export function nameBy({ text, separator }: Template, facts: NameFacts): string {
  const values = new Map(valuesOf(facts, separator));
  const name = text.replaceAll(/\{(\w+)\}/g, (whole, word) => values.get(word) ?? whole);
  return cut(name);
}

function valuesOf({ table, columns, referred }: NameFacts, separator: string) {
  const values: (readonly [word: string, value: string])[] = [
    ['table', table],
    ['columns', columns.join(separator)],
  ];
  if (referred !== null) values.push(['referred', referred]);
  return values;
}

/** Each value at most once, where it stands as a whole word. */
function fills(name: string, values: readonly (readonly [string, string])[]): readonly string[] {
  const [first, ...others] = values;
  if (!first) return [name];
  const [word, value] = first;
  const rest = fills(name, others);
  const filled =
    value === ''
      ? []
      : rest.flatMap((text) => placesOf(text, value).map((at) => fill(text, at, value, word)));
  return [...filled, ...rest];
}

function fill(text: string, at: number, value: string, word: string): string {
  return `${text.slice(0, at)}{${word}}${text.slice(at + value.length)}`;
}

function placesOf(text: string, value: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const isWhole = !isLetter(text[at - 1]) && !isLetter(text[at + value.length]);
    // A place that is filled already has braces around its word.
    if (isWhole && text[at - 1] !== '{') places.push(at);
  }
  return places;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function cut(name: string): string {
  let text = name;
  while (Buffer.byteLength(text) > LONGEST_BYTES) text = [...text].slice(0, -1).join('');
  return text;
}

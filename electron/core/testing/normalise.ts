/**
 * Plain data with what differs from run to run replaced by what it is: `<time>`, `<ms>`, `<pid 1>`, …
 * The same pid, oid or test database keeps the same number, so who blocks whom can still be compared.
 */
export function normalise(value: unknown): unknown {
  return normaliseValue(value, '', createNumbering());
}

type Numbering = (kind: string, original: unknown) => string;

function normaliseValue(value: unknown, key: string, number: Numbering): unknown {
  if (Array.isArray(value)) return value.map((element) => normaliseValue(element, key, number));
  if (value instanceof Date) return '<time>';
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, normaliseValue(part, name, number)]),
    );
  }
  return normaliseLeaf(value, key, number);
}

function normaliseLeaf(value: unknown, key: string, number: Numbering): unknown {
  if (value === null || value === undefined) return value;
  if (/(^p|P)ids?$/.test(key)) return number('pid', value);
  if (/(^o|O)ids?$/.test(key)) return number('oid', value);
  if (/Ms$/.test(key)) return '<ms>';
  if (/Bytes$/.test(key)) return '<bytes>';
  return typeof value === 'string' ? normaliseText(value, number) : value;
}

function normaliseText(text: string, number: Numbering): string {
  return text
    .replace(/\btest_[0-9a-f]{12}\b/g, (name) => number('database', name))
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g, '<time>')
    .replace(/\b(PID|pid|[Pp]rocess) (\d+)\b/g, (_, word, pid) => `${word} ${number('pid', pid)}`);
}

function createNumbering(): Numbering {
  const seen = new Map<string, number>();
  const counts = new Map<string, number>();
  return (kind, original) => {
    const key = `${kind} ${original}`;
    const known = seen.get(key) ?? (counts.get(kind) ?? 0) + 1;
    if (!seen.has(key)) counts.set(kind, known);
    seen.set(key, known);
    return `<${kind} ${known}>`;
  };
}

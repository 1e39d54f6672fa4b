/** Tells every statement of the wanted revisions in full, with its bind parameters as SQL literals, as it ends. */
import { createRequire } from 'node:module';
import { quoteLiteral } from '../../sql/quote';
import type { BeginMessage } from '../runnerProtocol';
import type { Port } from './port';
import type { TraceListeners } from './statementTrace';

/** undefined: nothing is to be captured. */
export function captureStatements(
  { capture }: BeginMessage,
  port: Port,
  currentName: () => string | null,
): TraceListeners['onSent'] {
  if (!capture) return undefined;
  const wanted = new Set(capture);
  const prepareValue = loadPrepareValue();
  return (sql, parameters) => {
    const name = currentName();
    if (name === null || !wanted.has(name)) return null;
    // At once: the code may change what it has passed in.
    const values = bindValues(parameters).map((value) => valueLiteral(prepareValue(value)));
    return (error) => {
      const why = error === null ? null : error instanceof Error ? error.message : String(error);
      port.sendEvent({ type: 'captured', name, sql, values, error: why });
    };
  };
}

/** pg takes query(text, values) and query({ text, values }). */
function bindValues([query, second]: readonly unknown[]): readonly unknown[] {
  const own = typeof query === 'object' && query !== null && 'values' in query ? query.values : null;
  const values = Array.isArray(own) ? own : second;
  return Array.isArray(values) ? values : [];
}

/** pg's own way of serialising; its types leave it out. */
function loadPrepareValue(): (value: unknown) => unknown {
  return createRequire(import.meta.url)('pg/lib/utils').prepareValue;
}

/** As pg would send it, which is as text, or as bytes where it is a Buffer. */
function valueLiteral(sent: unknown): string {
  if (sent === null || sent === undefined) return 'NULL';
  // Cast, so that a parameter which is no bytea is refused: it would take the hexadecimal digits for its text.
  if (sent instanceof Uint8Array) return `'\\x${Buffer.from(sent).toString('hex')}'::bytea`;
  const text = String(sent);
  // The server will refuse the statement; it never gets into a script.
  return text.includes('\0') ? 'NULL' : quoteLiteral(text);
}

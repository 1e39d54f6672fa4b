/** The form for a new connection: what is written in it, and what that means. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type {
  ConnectionInput,
  ConnectionRole,
  Target,
  TestStep,
  TlsMode,
} from '../../../electron/contract/connections';

export interface FormValues {
  /** As pasted; while it is not empty it is what counts, and the fields show what it says. */
  readonly url: string;
  readonly name: string;
  readonly role: ConnectionRole;
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  /** Empty: decided by the host. */
  readonly tls: TlsMode | '';
  readonly password: string;
}

export const EMPTY_FORM: FormValues = {
  url: '',
  name: '',
  role: 'development',
  host: '',
  port: '5432',
  database: '',
  user: '',
  tls: '',
  password: '',
};

/** Where the form leads. */
export type Effective =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'shown'; readonly target: Target }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export interface Test {
  readonly steps: readonly TestStep[];
  readonly isRunning: boolean;
  readonly error: ErrorInfo | null;
}

export interface FormState {
  readonly values: FormValues;
  readonly effective: Effective;
  readonly test: Test | null;
  readonly isSaving: boolean;
  readonly error: ErrorInfo | null;
}

export type FormChange = { readonly [K in keyof FormValues]?: FormValues[K] };

const TARGET_FIELDS = ['host', 'port', 'database', 'user', 'tls'] as const;

/** A field that is written makes the fields count; a password inside a URL moves to its own field. */
export function changeForm(values: FormValues, change: FormChange): FormValues {
  if (change.url !== undefined)
    return { ...values, ...change, ...splitPassword(change.url, values.password) };
  const isAboutTarget = TARGET_FIELDS.some((field) => field in change);
  return { ...values, ...change, ...(isAboutTarget && { url: '' }) };
}

/** What a URL says, in the fields. */
export function fillFrom(values: FormValues, { host, port, database, user, tls }: Target): FormValues {
  return { ...values, host, port: String(port), database, user, tls };
}

function splitPassword(url: string, before: string): Pick<FormValues, 'url' | 'password'> {
  const text = url.trim();
  const match = /^(postgres(?:ql)?:\/\/[^:@/?]*):([^@/]*)@(.*)$/s.exec(text);
  if (!match) return { url: text, password: before };
  const [, start = '', password = '', rest = ''] = match;
  return { url: `${start}@${rest}`, password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What core is asked with; null while something is missing. */
export function toConnectionInput(values: FormValues): ConnectionInput | null {
  const where = values.url ? { url: values.url } : fieldsOf(values);
  if (!where) return null;
  const name = values.name.trim();
  return {
    role: values.role,
    where,
    ...(name && { name }),
    ...(values.password && { password: values.password }),
  };
}

function fieldsOf({ host, port, database, user, tls }: FormValues) {
  const number = Number(port);
  const isPort = Number.isInteger(number) && number >= 1 && number <= 65_535;
  if (!host.trim() || !isPort || !database.trim() || !user.trim()) return null;
  return {
    host: host.trim(),
    port: number,
    database: database.trim(),
    user: user.trim(),
    ...(tls && { tls }),
  };
}

export function describeTarget({ user, host, port, database, tls }: Target): string {
  return `${user}@${host}:${port}/${database} · ${TLS_WORDS[tls]}`;
}

export const TLS_WORDS: Readonly<Record<TlsMode, string>> = {
  disable: 'not encrypted',
  require: 'encrypted, server not verified',
  'verify-full': 'encrypted, server verified',
};

/**
 * The user's connections: profiles on disk without passwords, passwords in memory, one watch session each.
 * The demo is a connection like the others whose target is known once its server runs.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { badInput, CoreError } from '../errors';
import { type JsonFile, jsonFile } from '../home/jsonFile';
import { type Credentials, parseTarget, type Where } from './parseTarget';
import type {
  ConnectionProfile,
  ConnectionRole,
  ConnectionSummary,
  ServerFacts,
  Target,
  TestStep,
} from './profile';
import { fetchServerFacts } from './serverFacts.sql';
import { openSession, type Session } from './session';
import { type LedgerCheck, testConnection } from './testConnection';

export const DEMO_CONNECTION_ID = 'demo';
const DEMO_NAME = 'Demo shop';

export interface ConnectionForm {
  readonly name?: string | undefined;
  readonly role: ConnectionRole;
  readonly where: Where;
  readonly password?: string | undefined;
}

/** A connection that is ready to be used. */
export interface OpenConnection {
  readonly profile: ConnectionProfile;
  readonly credentials: Credentials;
  /** Read-only, short timeouts; made anew when it was lost. */
  readonly watch: Session;
  readonly facts: ServerFacts;
}

export interface Connections {
  list(): Promise<readonly ConnectionSummary[]>;
  describe(form: ConnectionForm): Target;
  test(form: ConnectionForm): AsyncGenerator<readonly TestStep[]>;
  add(form: ConnectionForm): Promise<ConnectionSummary>;
  remove(id: string): Promise<void>;
  open(id: string, password?: string): Promise<ServerFacts>;
  /** For core: the connection with its watch session. */
  use(id: string): Promise<OpenConnection>;
  close(): Promise<void>;
}

const profileSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['development', 'staging', 'production']),
  host: z.string(),
  port: z.number(),
  database: z.string(),
  user: z.string(),
  tls: z.enum(['disable', 'require', 'verify-full']),
});
const fileSchema = z.object({ version: z.literal(1), connections: z.array(profileSchema) });
type ConnectionFile = z.infer<typeof fileSchema>;

export interface ConnectionsOptions {
  readonly home: string;
  /** Resolves once the demo's server runs. */
  readonly demo: () => Promise<Credentials>;
  readonly checkLedger: LedgerCheck;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const file = jsonFile<ConnectionFile>(join(options.home, 'connections.json'), fileSchema, {
    version: 1,
    connections: [],
  });
  const passwords = new Map<string, string>();
  const opened = new Map<string, Promise<OpenConnection>>();

  const find = async (id: string) => {
    if (id === DEMO_CONNECTION_ID) return demoCredentials(await options.demo());
    const profile = (await file.read()).connections.find((each) => each.id === id);
    if (!profile) throw badInput('That connection is not in the list any more.', 'Choose another one.');
    return { profile, credentials: { target: profile, password: passwords.get(id) ?? null } };
  };
  const use = async (id: string): Promise<OpenConnection> => {
    const known = await opened.get(id)?.catch(() => null);
    if (known && !known.watch.isLost) return known;
    const opening = find(id).then(openWatch);
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    return opening;
  };
  const forget = async (id: string) => {
    const known = await opened.get(id)?.catch(() => null);
    opened.delete(id);
    await known?.watch.close();
  };
  return {
    async list() {
      const { connections } = await file.read();
      const saved = connections.map((each) => ({
        ...each,
        isDemo: false,
        hasPassword: passwords.has(each.id),
      }));
      return [demoSummary(), ...saved];
    },
    describe: (form) => parseTarget(form.where, form.password).target,
    test: (form) => testConnection(parseTarget(form.where, form.password), options.checkLedger),
    async add(form) {
      const { target, password } = parseTarget(form.where, form.password);
      const name = form.name?.trim() || `${target.database} on ${target.host}`;
      const profile = { id: crypto.randomUUID(), name, role: form.role, ...target };
      await addProfile(file, profile);
      if (password !== null) passwords.set(profile.id, password);
      return { ...profile, isDemo: false, hasPassword: password !== null };
    },
    async remove(id) {
      await forget(id);
      passwords.delete(id);
      await file.change((now) => ({ ...now, connections: now.connections.filter((each) => each.id !== id) }));
    },
    async open(id, password) {
      if (password !== undefined) {
        passwords.set(id, password);
        await forget(id);
      }
      try {
        return (await use(id)).facts;
      } catch (error) {
        if (isAuthenticationFailure(error)) passwords.delete(id);
        throw error;
      }
    },
    use,
    async close() {
      await Promise.all([...opened.keys()].map(forget));
    },
  };
}

async function openWatch(found: {
  readonly profile: ConnectionProfile;
  readonly credentials: Credentials;
}): Promise<OpenConnection> {
  const watch = await openSession(found.credentials, { kind: 'watch', name: 'lockstep watch' });
  return {
    profile: found.profile,
    credentials: { ...found.credentials, password: watch.password },
    watch,
    facts: await fetchServerFacts(watch),
  };
}

async function addProfile(file: JsonFile<ConnectionFile>, profile: ConnectionProfile): Promise<void> {
  await file.change((now) => {
    if (now.connections.some(({ name }) => name === profile.name)) {
      throw badInput(
        `There is a connection named “${profile.name}” already.`,
        'Give this one another name.',
        'name',
      );
    }
    return { ...now, connections: [...now.connections, profile] };
  });
}

function demoSummary(): ConnectionSummary {
  const target = { host: '127.0.0.1', port: 0, database: 'shop', user: 'postgres', tls: 'disable' } as const;
  return {
    id: DEMO_CONNECTION_ID,
    name: DEMO_NAME,
    role: 'development',
    ...target,
    isDemo: true,
    hasPassword: true,
  };
}

function demoCredentials(credentials: Credentials) {
  const profile = {
    id: DEMO_CONNECTION_ID,
    name: DEMO_NAME,
    role: 'development' as const,
    ...credentials.target,
  };
  return { profile, credentials };
}

function isAuthenticationFailure(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'cannot-connect' &&
    error.info.reason === 'authentication'
  );
}

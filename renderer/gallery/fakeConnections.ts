import type {
  ConnectionInput,
  ConnectionSummary,
  Target,
  TestStep,
} from '../../electron/contract/connections';
import type { Api } from '../api';
import { demoConnection, facts, stagingConnection } from './exampleConnections';
import { environments } from './exampleFiles';
import { pause, streamOf } from './fakeStreams';

export function fakeConnections(): Api['connections'] {
  let connections: readonly ConnectionSummary[] = [demoConnection, stagingConnection];
  const add = (target: Target, role: ConnectionSummary['role'], name?: string) => {
    const added: ConnectionSummary = {
      ...target,
      id: `c${connections.length}`,
      name: name ?? `${target.database} on ${target.host}`,
      role,
      isDemo: false,
      hasPassword: true,
    };
    connections = [...connections, added];
    return added;
  };
  return {
    list: async () => connections,
    describe: async (input) => targetOf(input),
    test: async (input) => streamOf(testSteps(targetOf(input))),
    add: async (input) => add(targetOf(input), input.role, input.name),
    addFromProject: async ({ environment, role }) => {
      await pause(400);
      const found = environments.find(({ name }) => name === environment);
      return add(found?.target ?? demoConnection, role, `shop-api ${environment}`);
    },
    remove: async ({ connectionId }) => {
      connections = connections.filter(({ id }) => id !== connectionId);
    },
    open: async () => facts,
  };
}

function targetOf({ where }: ConnectionInput): Target {
  if (!('url' in where)) return { ...where, tls: where.tls ?? 'verify-full' };
  const url = new URL(where.url);
  return {
    host: url.hostname || 'localhost',
    port: Number(url.port || 5432),
    database: url.pathname.slice(1) || url.username,
    user: url.username,
    tls: 'verify-full',
  };
}

async function* testSteps({ user }: Target): AsyncGenerator<readonly TestStep[]> {
  const names = ['reach', 'authenticate', 'version', 'ledger', 'permissions'] as const;
  for (let done = 0; done <= names.length; done += 1) {
    yield names.map((name, index) => ({
      name,
      title: name,
      status: index < done ? 'passed' : index === done ? 'running' : 'waiting',
      detail: index < done ? `fine for ${user}` : null,
    }));
    await pause(400);
  }
}

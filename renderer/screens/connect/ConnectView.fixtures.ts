import {
  connections,
  demoConnection,
  facts,
  longConnection,
  longProject,
  ownProject,
  productionConnection,
  projects,
  stagingConnection,
} from '../../gallery/exampleConnections';
import { lostConnection, wrongPassword } from '../../gallery/exampleErrors';
import { environments } from '../../gallery/exampleFiles';
import type { ConnectState, Pane, ProjectDatabases, Projects } from './connectState';
import type { FormState } from './formState';
import { EMPTY_FORM } from './formState';

const list = { kind: 'shown', all: connections } as const;
const projectList: Projects = {
  list: { kind: 'shown', all: projects },
  chooser: null,
  databases: null,
  emptyFolder: null,
  error: null,
};
const databases: ProjectDatabases = {
  projectId: ownProject.id,
  environments: { kind: 'shown', all: environments },
  adding: null,
  connections,
};

const form: FormState = {
  values: EMPTY_FORM,
  effective: { kind: 'incomplete' },
  test: null,
  isSaving: false,
  error: null,
};
const filled: FormState = {
  ...form,
  values: {
    ...EMPTY_FORM,
    name: 'shop-staging',
    role: 'staging',
    url: 'postgres://deploy@staging.shop.example.com/shop?sslmode=verify-full',
    host: stagingConnection.host,
    database: 'shop',
    user: 'deploy',
    tls: 'verify-full',
    password: 'secret',
  },
  effective: { kind: 'shown', target: stagingConnection },
};

const steps = [
  {
    name: 'reach',
    title: 'Reach the server',
    status: 'passed',
    detail: 'deploy@staging.shop.example.com:5432/shop',
  },
  { name: 'authenticate', title: 'Sign in', status: 'passed', detail: 'as deploy' },
  { name: 'version', title: 'Server version', status: 'running', detail: null },
  { name: 'ledger', title: 'Ledger of revisions', status: 'waiting', detail: null },
  { name: 'permissions', title: 'Permission to write the log', status: 'waiting', detail: null },
] as const;
const tested = [
  ...steps.slice(0, 2),
  { ...steps[2], status: 'passed', detail: 'PostgreSQL 16.3, primary' },
  { ...steps[3], status: 'passed', detail: 'public."SequelizeMeta" with 214 revisions' },
  {
    ...steps[4],
    status: 'warned',
    detail:
      'lockstep_log is not there, and you may not create it. Ask for: GRANT CREATE ON SCHEMA "public" TO "deploy";',
  },
] as const;

function withForm(change: Partial<FormState>): ConnectState {
  return { connections: list, pane: { kind: 'form', form: { ...filled, ...change } } };
}

function withConnection(change: Partial<Extract<Pane, { kind: 'connection' }>>): ConnectState {
  return {
    connections: list,
    pane: {
      kind: 'connection',
      connection: demoConnection,
      opening: { kind: 'open', facts },
      projects: projectList,
      removeError: null,
      ...change,
    },
  };
}

const notTrusted = {
  kind: 'not-trusted',
  folder: ownProject.folder,
  message: `The folder ${ownProject.folder} is not trusted yet.`,
  hint: 'Its revisions run with your rights, and its configuration says where passwords go. Trust it first.',
} as const;

const folderGone = {
  kind: 'bad-input',
  message: `There is no folder ${ownProject.folder}.`,
  hint: 'Check the path.',
} as const;

const listing = {
  folder: '/home/dana/work',
  parent: '/home/dana',
  folders: ['billing', 'shop-api', 'shop-web', 'warehouse'],
  revisionCount: 0,
};

export const connectFixtures = {
  'nothing chosen': { connections: list, pane: { kind: 'none' } },
  loading: { connections: { kind: 'loading' }, pane: { kind: 'none' } },
  failed: { connections: { kind: 'failed', error: lostConnection }, pane: { kind: 'none' } },
  'unknown connection': { connections: list, pane: { kind: 'unknown' } },
  'demo shop': withConnection({}),
  connecting: withConnection({ connection: stagingConnection, opening: { kind: 'connecting' } }),
  'needs password': withConnection({
    connection: productionConnection,
    opening: { kind: 'needs-password', error: null, isBusy: false },
  }),
  'wrong password': withConnection({
    connection: productionConnection,
    opening: { kind: 'needs-password', error: wrongPassword, isBusy: false },
  }),
  'cannot connect': withConnection({
    connection: stagingConnection,
    opening: { kind: 'failed', error: lostConnection },
  }),
  standby: withConnection({
    connection: stagingConnection,
    opening: { kind: 'open', facts: { ...facts, isStandby: true, isReadOnly: true, tls: true } },
  }),
  'long names': {
    ...withConnection({
      connection: longConnection,
      projects: { ...projectList, list: { kind: 'shown', all: [longProject, ownProject] } },
    }),
    connections: { kind: 'shown', all: [...connections, longConnection] },
  },
  'folder without revisions': withConnection({
    projects: {
      ...projectList,
      emptyFolder: '/home/dana/photos',
      error: {
        kind: 'bad-input',
        field: 'folder',
        message: 'There are no revisions in /home/dana/photos.',
        hint: 'Choose the project’s folder: the one that has migrations/ in it.',
      },
    },
  }),
  'databases of a project': withConnection({ projects: { ...projectList, databases } }),
  'databases loading': withConnection({
    projects: { ...projectList, databases: { ...databases, environments: { kind: 'loading' } } },
  }),
  'databases, none': withConnection({
    projects: { ...projectList, databases: { ...databases, environments: { kind: 'shown', all: [] } } },
  }),
  'databases failed': withConnection({
    projects: {
      ...projectList,
      databases: { ...databases, environments: { kind: 'failed', error: folderGone } },
    },
  }),
  'database being added': withConnection({
    projects: {
      ...projectList,
      databases: { ...databases, adding: { environment: 'development', attempt: { kind: 'working' } } },
    },
  }),
  'database not added': withConnection({
    projects: {
      ...projectList,
      databases: {
        ...databases,
        adding: {
          environment: 'development',
          attempt: {
            kind: 'failed',
            error: { kind: 'bad-input', message: 'There is a connection of that name.', hint: 'Rename it.' },
          },
        },
      },
    },
  }),
  'database needs trust': withConnection({
    projects: {
      ...projectList,
      databases: {
        ...databases,
        adding: { environment: 'development', attempt: { kind: 'failed', error: notTrusted } },
      },
    },
  }),
  'folder chooser': withConnection({
    projects: { ...projectList, chooser: { listing, isBusy: false, error: null } },
  }),
  'folder chooser with revisions': withConnection({
    projects: {
      ...projectList,
      chooser: {
        listing: {
          folder: '/home/dana/work/shop-api',
          parent: '/home/dana/work',
          folders: Array.from({ length: 60 }, (_, index) => `folder-${index + 1}`),
          revisionCount: 214,
        },
        isBusy: false,
        error: null,
      },
    },
  }),
  'folder chooser failed': withConnection({
    projects: {
      ...projectList,
      chooser: {
        listing,
        isBusy: false,
        error: {
          kind: 'bad-input',
          message: '/root can’t be listed.',
          hint: 'It may be gone, or not readable for you.',
        },
      },
    },
  }),
  'new connection': { connections: list, pane: { kind: 'form', form } },
  'form filled': withForm({}),
  'form checking': withForm({ effective: { kind: 'checking' } }),
  'form, bad URL': withForm({
    values: { ...EMPTY_FORM, url: 'mysql://db/shop' },
    effective: {
      kind: 'failed',
      error: {
        kind: 'bad-input',
        field: 'url',
        message: 'That is not a PostgreSQL URL.',
        hint: 'It looks like postgres://user@host:5432/database.',
      },
    },
  }),
  'form testing': withForm({ test: { steps, isRunning: true, error: null } }),
  'form tested': withForm({ test: { steps: tested, isRunning: false, error: null } }),
  'form test failed': withForm({
    test: {
      steps: [
        steps[0],
        { ...steps[1], status: 'failed', detail: `${wrongPassword.message} ${wrongPassword.hint}` },
        { ...steps[2], status: 'waiting' },
        steps[3],
        steps[4],
      ],
      isRunning: false,
      error: null,
    },
  }),
  'form saving': withForm({ isSaving: true }),
  'form, name taken': withForm({
    error: {
      kind: 'bad-input',
      field: 'name',
      message: 'There is a connection named “shop-staging” already.',
      hint: 'Give this one another name.',
    },
  }),
} satisfies Record<string, ConnectState>;

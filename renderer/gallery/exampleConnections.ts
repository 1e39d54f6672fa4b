/** The shop’s databases and projects, and some with long names. */
import type { ConnectionSummary, ServerFacts } from '../../electron/contract/connections';
import type { ProjectSummary } from '../../electron/contract/projects';

const target = { host: '127.0.0.1', port: 5432, database: 'shop', user: 'postgres', tls: 'disable' } as const;

export const demoConnection: ConnectionSummary = {
  ...target,
  id: 'demo',
  name: 'Demo shop',
  role: 'development',
  isDemo: true,
  hasPassword: true,
};

export const stagingConnection: ConnectionSummary = {
  id: 'staging',
  name: 'shop-staging',
  role: 'staging',
  host: 'staging.shop.example.com',
  port: 5432,
  database: 'shop',
  user: 'deploy',
  tls: 'verify-full',
  isDemo: false,
  hasPassword: true,
};

export const productionConnection: ConnectionSummary = {
  ...stagingConnection,
  id: 'production',
  name: 'shop-production',
  role: 'production',
  host: 'db.shop.example.com',
  hasPassword: false,
};

export const longConnection: ConnectionSummary = {
  ...stagingConnection,
  id: 'long',
  name: 'the-warehouse-of-the-second-subsidiary-in-the-north-for-the-night-shift-and-its-reports',
  host: `${'replica-of-the-replica.'.repeat(6)}example.com`,
  database: 'x'.repeat(63),
};

export const connections = [demoConnection, stagingConnection, productionConnection];

export const facts: ServerFacts = {
  version: '18.4',
  versionNumber: 180004,
  user: 'postgres',
  database: 'shop',
  isStandby: false,
  isReadOnly: false,
  tls: false,
};

export const demoProject: ProjectSummary = {
  id: 'demo',
  name: 'Demo shop',
  folder: '/opt/lockstep/migrations',
  isDemo: true,
  isTrusted: true,
};

export const ownProject: ProjectSummary = {
  id: 'shop-api',
  name: 'shop-api',
  folder: '/home/dana/work/shop-api',
  isDemo: false,
  isTrusted: false,
};

export const longProject: ProjectSummary = {
  ...ownProject,
  id: 'long',
  name: 'a-repository-with-a-name-that-nobody-ever-shortened-because-it-was-meant-to-be-temporary',
  folder: `/home/dana/${'deeply/nested/'.repeat(12)}project`,
};

export const projects = [demoProject, ownProject];

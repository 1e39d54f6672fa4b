import type { ProjectEnvironment } from '../../electron/contract/projects';
import type { FileChangePlan, TextDifference } from '../../electron/contract/revisions';
import { CHANGED, HEAD_A, HEAD_B } from './exampleBranches';
import { stagingConnection } from './exampleConnections';

const EMPTY_JS = `'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {},

  async down(queryInterface, Sequelize) {},
};
`;

const MERGE_JS = `'use strict';

/** Joins two branches: nothing runs. */
module.exports = {
  async up() {},
  async down() {},
};

module.exports.lockstep = {
  revises: ['${HEAD_A}', '${HEAD_B}'],
};
`;

export const newRevisionFiles: FileChangePlan = {
  id: 'f0a8e6d5c4b3',
  summary: 'Adds add-weight-to-products after 20260309101500-add-returned-order-status.',
  changes: [
    {
      path: 'migrations/20260310120000-add-weight-to-products.js',
      renamedFrom: null,
      before: null,
      after: EMPTY_JS,
    },
  ],
  heads: ['20260310120000-add-weight-to-products.js'],
  notes: [],
};

export const newSqlFiles: FileChangePlan = {
  ...newRevisionFiles,
  changes: [
    {
      path: 'migrations/20260310120000-add-weight-to-products.sql',
      renamedFrom: null,
      before: null,
      after: '-- What this revision changes.\n',
    },
    {
      path: 'migrations/20260310120000-add-weight-to-products.down.sql',
      renamedFrom: null,
      before: null,
      after: '-- What undoes it.\n',
    },
  ],
};

export const mergeFiles: FileChangePlan = {
  id: 'a8e6d5c4b3f0',
  summary: 'Adds a revision that follows both heads; one head is left.',
  changes: [
    {
      path: 'migrations/20260310120000-merge-track-parcels-and-pay-invoices.js',
      renamedFrom: null,
      before: null,
      after: MERGE_JS,
    },
  ],
  heads: ['20260310120000-merge-track-parcels-and-pay-invoices.js'],
  notes: [],
};

const PAY_TS = `import type { QueryInterface } from 'sequelize';

export const lockstep = {
  revises: '${CHANGED}',
  dependsOn: ['20260304090000-merge-parcels-and-carriers'],
};

export async function up(queryInterface: QueryInterface) {
  await queryInterface.addColumn('invoices', 'paid_at', { type: 'timestamptz' });
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.removeColumn('invoices', 'paid_at');
}
`;

export const rebaseFiles: FileChangePlan = {
  id: 'e6d5c4b3f0a8',
  summary: `Moves 1 revision on top of ${HEAD_A}; one head is left.`,
  changes: [
    {
      path: 'migrations/20260310120000-pay-invoices.ts',
      renamedFrom: `migrations/${HEAD_B}`,
      before: PAY_TS,
      after: PAY_TS.replace(CHANGED, HEAD_A),
    },
  ],
  heads: ['20260310120000-pay-invoices.ts'],
  notes: ['shop-production was not asked: where it is applied already, it would run again by its new name.'],
};

export const difference: TextDifference = {
  name: CHANGED,
  before: `import { DataTypes, type QueryInterface } from 'sequelize';

export async function up(queryInterface: QueryInterface) {
  await queryInterface.addColumn('invoices', 'number', { type: DataTypes.STRING(20) });
  await queryInterface.addIndex('invoices', ['number'], { unique: true });
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.removeColumn('invoices', 'number');
}
`,
  after: `import { DataTypes, type QueryInterface } from 'sequelize';

// Numbers are given by the tax office's rules.
export async function up(queryInterface: QueryInterface) {
  await queryInterface.addColumn('invoices', 'number', { type: DataTypes.STRING(32) });
  await queryInterface.addIndex('invoices', ['number'], { unique: true });
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.removeColumn('invoices', 'number');
}
`,
  beforeChecksum: '5f1d0c6b2a9e48d7b3c1f0a8e6d5c4b35f1d0c6b2a9e48d7b3c1f0a8e6d5c4b3',
  afterChecksum: 'c4b35f1d0c6b2a9e48d7b3c1f0a8e6d5c4b35f1d0c6b2a9e48d7b3c1f0a8e6d5',
};

const { host, port, database, user, tls } = stagingConnection;
const target = { host, port, database, user, tls };

export const environments: readonly ProjectEnvironment[] = [
  {
    name: 'development',
    target: { ...target, host: '127.0.0.1', database: 'shop_dev', user: 'dana', tls: 'disable' },
    problem: null,
  },
  { name: 'test', target: null, problem: 'It is SQLite; Lockstep knows PostgreSQL alone.' },
  { name: 'staging', target, problem: null },
  {
    name: 'production',
    target: null,
    problem: 'use_env_variable names DATABASE_URL, and that variable is not set here.',
  },
];

import type { ChangeRow, Choice, Comparison, RevisionsPlan, Side } from '../../electron/contract';
import type { Api } from '../api';
import { newRevisionFiles } from './exampleFiles';
import { pacedBy, streamOf } from './fakeStreams';

const READ_MS = 500;

const side = (label: string): Side => ({
  source: { kind: 'models' },
  label,
  serverVersion: 180004,
  readAt: '2026-10-11T09:30:00.000Z',
  objectCount: 46,
});

const row = (more: Partial<ChangeRow> & Pick<ChangeRow, 'id' | 'name'>): ChangeRow => ({
  parentId: null,
  kind: 'column',
  schema: 'public',
  action: 'alter',
  summary: '',
  lock: 'ACCESS EXCLUSIVE',
  rewrites: false,
  scans: false,
  destroys: null,
  isOutside: false,
  isGroup: false,
  needs: [],
  refused: null,
  ...more,
});

const comparison: Comparison = {
  id: 'comparison',
  from: side('Demo shop'),
  to: side('models'),
  rows: [
    row({ id: 'table public.customers', name: 'customers', kind: 'table', isGroup: true, lock: null }),
    row({
      id: 'column public.customers.fax',
      parentId: 'table public.customers',
      name: 'fax',
      action: 'drop',
      summary: 'character varying(20)',
      destroys: 'the values of fax',
    }),
  ],
  renames: [],
  unknown: [],
  unread: [],
  refused: [],
  leftOut: ['SequelizeMeta', 'lockstep_log'],
  isDrift: false,
};

const choice: Choice = {
  statements: [
    {
      object: 'table public.customers',
      sql: 'ALTER TABLE ONLY "public"."customers" DROP COLUMN "fax"',
      lock: 'ACCESS EXCLUSIVE',
      rewrites: false,
      scans: false,
      destroys: 'the values of fax',
      isOutside: false,
    },
  ],
  sql: 'ALTER TABLE ONLY "public"."customers" DROP COLUMN "fax";\n',
  added: [],
  blocked: [],
  refused: [],
  losses: ['the values of fax'],
};

const revisions: RevisionsPlan = {
  files: newRevisionFiles,
  commented: [],
  added: [],
  blocked: [],
  refused: [],
  stamps: null,
};

export function fakeCatalog(): Api['catalog'] {
  return {
    compare: async () =>
      streamOf(
        pacedBy(READ_MS, [
          { phase: 'reading', side: 'from', what: 'reading Demo shop', doneCount: 0, totalCount: null },
          { phase: 'comparing' },
          { phase: 'done', comparison },
        ]),
      ),
    answerRenames: async () => comparison,
    object: async ({ rowId }) => ({
      rowId,
      fromDdl: 'CREATE TABLE "public"."customers" (\n  "id" integer,\n  "fax" character varying(20)\n);\n',
      toDdl: 'CREATE TABLE "public"."customers" (\n  "id" integer\n);\n',
      statements: choice.statements,
      reverse: [],
    }),
    choose: async () => choice,
    prove: async () =>
      streamOf(
        pacedBy(READ_MS, [
          {
            verdict: 'proven',
            steps: [
              {
                name: 'apply',
                title: 'The SQL runs on a copy of Demo shop',
                status: 'held',
                message: null,
                sql: null,
                differences: [],
              },
            ],
          },
        ]),
      ),
    planRevisions: async () => revisions,
    writeRevisions: async () => revisions,
    save: async ({ side }) => ({ name: `${side}.json`, text: '{}\n' }),
    load: async ({ name }) => ({ catalogId: 'saved', name, serverVersion: 180004, objectCount: 46 }),
  };
}

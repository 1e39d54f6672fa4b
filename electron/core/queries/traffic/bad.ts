/** What makes each finding appear, as people write it. */
import { holdLock } from '../../testing/holdLock';
import type { FindingKind } from '../finding';
import type { Shop } from './shop';

export type Traffic = (shop: Shop, url: string) => Promise<void>;

export const BAD: Readonly<Record<FindingKind, Traffic>> = {
  'n-plus-one': async ({ customers, orders }) => {
    for (const customer of await customers.findAll({ limit: 150 })) {
      await orders.findAll({ where: { customer_id: customer.get('id') } });
    }
  },
  'row-at-a-time': async ({ orders }) => {
    for (let turn = 0; turn < 520; turn++) await orders.create({ customer_id: 1, status: 'new' });
  },
  'count-loop': async ({ customers, orders }) => {
    for (const customer of await customers.findAll({ limit: 120 })) {
      await orders.count({ where: { customer_id: customer.get('id') } });
    }
  },
  'waits-for-rows': async ({ sequelize, orders }, url) => {
    const holder = await holdLock(url, 'UPDATE orders SET status = status WHERE id = 7');
    const waits = sequelize.transaction(async (transaction) => {
      await orders.findByPk(7, { transaction, lock: true });
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await holder.release();
    await waits;
  },
  'offset-paging': async ({ visits }) => {
    for (let page = 0; page < 12; page++) {
      await visits.findAll({ order: ['id'], limit: 20, offset: 40_000 + page * 20 });
    }
  },
  'wide-select': async ({ articles }) => {
    for (let turn = 0; turn < 3; turn++) await articles.findAll({ limit: 50 });
  },
  'sequential-scan': async ({ visits }) => {
    for (let visitor = 0; visitor < 12; visitor++)
      await visits.findAll({ attributes: ['id'], where: { visitor } });
  },
  'temp-spill': async ({ visits }) => {
    for (let turn = 0; turn < 3; turn++) {
      await visits.findAll({ attributes: ['id', 'agent'], order: ['agent', 'visitor'], limit: 50_000 });
    }
  },
  'low-cache-hit': async ({ sequelize }) => {
    // One row on each of its pages, which are more than shared_buffers can hold.
    await sequelize.query(`CREATE UNLOGGED TABLE archive WITH (fillfactor = 10) AS
      SELECT n AS id, repeat('x', 900) AS line FROM generate_series(1, 24000) n`);
    for (let turn = 0; turn < 12; turn++) await sequelize.query('SELECT avg(length(line)) FROM archive');
  },
};

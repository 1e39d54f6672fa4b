/** The same shop at work, as it should be. */
import { Op } from 'sequelize';
import type { Traffic } from './bad';

export const clean: Traffic = async ({ sequelize, customers, orders, visits, articles }) => {
  await customers.findAll({ limit: 150, include: orders });
  await customers.findAll({ limit: 150, include: { model: orders, separate: true } });
  // Looked up by whoever comes by, and not row by row.
  for (let id = 1; id <= 200; id++) await customers.findByPk(id);
  await orders.bulkCreate(Array.from({ length: 500 }, () => ({ customer_id: 1, status: 'new' })));
  for (let turn = 0; turn < 50; turn++) await orders.create({ customer_id: 2, status: 'new' });
  await orders.update({ status: 'seen' }, { where: { customer_id: 1 } });
  await orders.findAll({
    attributes: ['customer_id', [sequelize.fn('COUNT', '*'), 'count']],
    group: ['customer_id'],
  });
  for (let turn = 0; turn < 20; turn++) await orders.count();
  for (let turn = 0; turn < 20; turn++) {
    await sequelize.transaction(async (transaction) => {
      await orders.findOne({ where: { status: 'new' }, transaction, lock: true, skipLocked: true });
      await orders.findByPk(turn + 1, { transaction, lock: true });
    });
  }
  for (let last = 0; last < 400; last += 20) {
    await visits.findAll({ where: { id: { [Op.gt]: last } }, order: ['id'], limit: 20 });
  }
  for (let page = 0; page < 20; page++)
    await customers.findAll({ order: ['id'], limit: 10, offset: page * 10 });
  for (let turn = 0; turn < 3; turn++) await articles.findAll({ attributes: ['id', 'title'] });
  for (let id = 1; id <= 50; id++) await articles.findByPk(id);
  await visits.findAll({ attributes: ['id'], where: { visitor: 17 } });
};

'use strict';

module.exports = {
  async up(queryInterface) {
    const now = new Date('2024-01-03T12:00:00Z');
    await queryInterface.bulkInsert('products', [
      { sku: "o'neill", name: 'Cap "sun"', price: 12.5, created_at: now, updated_at: now },
      { sku: 'back\\slash', name: null, price: 3, created_at: now, updated_at: now },
      { sku: 'ünïcode ✓', name: '$1 ?', price: 0, created_at: now, updated_at: now },
    ]);
    await queryInterface.bulkUpdate('products', { price: 4 }, { sku: 'back\\slash' });
  },

  async down(queryInterface) {
    await queryInterface.bulkDelete('products', null, {});
  },
};

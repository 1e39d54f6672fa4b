'use strict';

module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.query(`
      CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        NEW.changed_at := now();
        RETURN NEW;
      END;
      $body$`);
    await queryInterface.sequelize.query('ALTER TABLE stock ADD COLUMN changed_at timestamptz');
    await queryInterface.sequelize.query(
      'CREATE TRIGGER stock_touch BEFORE UPDATE ON stock FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION touch()',
    );
    await queryInterface.createFunction(
      'doubled',
      [{ type: 'integer', name: 'amount' }],
      'integer',
      'plpgsql',
      'RETURN amount * 2;',
      ['IMMUTABLE'],
    );
  },
  async down(queryInterface) {
    await queryInterface.dropFunction('doubled', [{ type: 'integer', name: 'amount' }]);
    await queryInterface.sequelize.query('DROP TRIGGER stock_touch ON stock');
    await queryInterface.sequelize.query('ALTER TABLE stock DROP COLUMN changed_at');
    await queryInterface.sequelize.query('DROP FUNCTION touch()');
  },
};

'use strict';

module.exports = {
  up: (queryInterface) =>
    queryInterface.sequelize.query(`
      DO $$
      DECLARE
        part int;
      BEGIN
        CREATE TABLE moves (id bigint, moved_on date NOT NULL) PARTITION BY RANGE (moved_on);
        FOR part IN 1..3 LOOP
          EXECUTE format('CREATE TABLE moves_%s PARTITION OF moves FOR VALUES FROM (%L) TO (%L)',
            part, make_date(2024, part, 1), make_date(2024, part + 1, 1));
        END LOOP;
      END $$;`),
  down: (queryInterface) => queryInterface.sequelize.query('DROP TABLE moves'),
};

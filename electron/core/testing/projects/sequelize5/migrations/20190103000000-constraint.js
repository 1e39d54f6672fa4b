'use strict';

module.exports = {
  up: (queryInterface) =>
    queryInterface.addConstraint('parcels', ['weight'], {
      type: 'check',
      name: 'heavy_enough',
      where: { weight: { [require('sequelize').Op.gt]: 0 } },
    }),
  down: (queryInterface) => queryInterface.removeConstraint('parcels', 'heavy_enough'),
};

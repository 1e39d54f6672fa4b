import { DataTypes } from 'sequelize';

export default {
  up: (queryInterface) => queryInterface.addColumn('modules', 'label', { type: DataTypes.STRING(20) }),
  down: (queryInterface) => queryInterface.removeColumn('modules', 'label'),
};

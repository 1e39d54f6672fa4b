'use strict';

const common = { dialect: 'postgres', use_env_variable: 'DATABASE_URL', logging: false };

module.exports = {
  development: { ...common },
  production: { ...common, dialectOptions: { ssl: { require: true } } },
};

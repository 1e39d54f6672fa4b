'use strict';

const { execFileSync, spawn } = require('child_process');

module.exports = {
  async up(queryInterface) {
    console.log('counting …');
    console.error('this is no error');
    process.stdout.write(`${'.'.repeat(500)}\n`);
    const answer = execFileSync(process.execPath, ['-e', 'console.log(6 * 7)'], { encoding: 'utf8' }).trim();
    const child = spawn(process.execPath, ['-e', 'console.log("spawned")'], { stdio: 'inherit' });
    await new Promise((resolve) => child.on('exit', resolve));
    await queryInterface.sequelize.query(`COMMENT ON TABLE colours IS 'answer ${answer}'`);
  },
  async down(queryInterface) {
    await queryInterface.sequelize.query('COMMENT ON TABLE colours IS NULL');
  },
};

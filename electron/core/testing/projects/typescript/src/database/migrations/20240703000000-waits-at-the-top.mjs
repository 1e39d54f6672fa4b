import { readFile } from 'node:fs/promises';

const { name } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));

export const up = ({ context }) => context.sequelize.query(`COMMENT ON TABLE prices IS '${name}'`);
export const down = ({ context }) => context.sequelize.query('COMMENT ON TABLE prices IS NULL');

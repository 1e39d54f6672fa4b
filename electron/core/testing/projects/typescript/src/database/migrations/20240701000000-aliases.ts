import { identified } from '#columns';
import { Currency } from '@shop/currency';
import type { QueryInterface } from 'sequelize';
import { DataTypes } from 'sequelize';

interface Parameters {
  context: QueryInterface;
  name: string;
}

export const up = async ({ context }: Parameters): Promise<void> => {
  await context.createTable('prices', {
    ...identified,
    currency: { type: DataTypes.ENUM(...Object.values(Currency)), allowNull: false },
  });
};

export const down = async ({ context }: Parameters): Promise<void> => {
  await context.dropTable('prices');
  await context.sequelize.query('DROP TYPE enum_prices_currency');
};

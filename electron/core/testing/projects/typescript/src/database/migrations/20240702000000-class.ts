import type { MigrationFn } from 'umzug';
import { DataTypes, type QueryInterface } from 'sequelize';

abstract class Step {
  constructor(protected readonly table: string) {}
  abstract run(context: QueryInterface): Promise<void>;
}

class AddAmount extends Step {
  async run(context: QueryInterface) {
    await context.addColumn(this.table, 'amount', { type: DataTypes.DECIMAL(12, 2), allowNull: false });
  }
}

export const up: MigrationFn<QueryInterface> = async ({ context }) => new AddAmount('prices').run(context);
export const down: MigrationFn<QueryInterface> = async ({ context }) => {
  await context.removeColumn('prices', 'amount');
};

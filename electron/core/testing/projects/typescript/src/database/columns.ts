import { DataTypes, type ModelAttributes } from 'sequelize';

export const identified: ModelAttributes = { id: { type: DataTypes.INTEGER, primaryKey: true } };

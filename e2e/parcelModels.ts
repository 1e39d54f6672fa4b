/** A project with one table, and models that say what its revision makes. */

const CREATE_PARCELS = `CREATE TABLE parcels (id serial PRIMARY KEY, label varchar(20) NOT NULL, sender text);
CREATE INDEX parcels_sender ON parcels (sender);
`;
/** As the revision makes it; the text between is what a change of the models adds. */
const parcel = (label: string, more: string, options: string) => `module.exports = (sequelize, DataTypes) =>
  sequelize.define('parcel', {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    label: { type: DataTypes.STRING(${label}), allowNull: false },
    sender: DataTypes.TEXT,${more}
  }, { tableName: 'parcels', timestamps: false, ${options} });
`;
export const AS_CREATED = parcel('20', '', "indexes: [{ name: 'parcels_sender', fields: ['sender'] }]");
export const AS_CHANGED = parcel('80', '\n    weight: DataTypes.INTEGER,', '');
export const PROJECT = {
  'migrations/20260101000000-create-parcels.sql': CREATE_PARCELS,
  'migrations/20260101000000-create-parcels.down.sql': 'DROP TABLE parcels;\n',
  'models/parcel.js': AS_CREATED,
};

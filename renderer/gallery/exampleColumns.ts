/** Columns of the shop, of which some are private. */
import type { TargetColumn, TargetColumns } from '../../electron/contract/indexes';

const shopColumn = (table: string, column: string, type: string, isPrivate = false): TargetColumn => ({
  ...{ schema: 'public', table, column, type, isPrivate },
});

const shopColumns = [
  shopColumn('customers', 'id', 'integer'),
  shopColumn('customers', 'name', 'text', true),
  shopColumn('customers', 'email', 'character varying(255)', true),
  shopColumn('customers', 'created_at', 'timestamp with time zone'),
  shopColumn('orders', 'id', 'integer'),
  shopColumn('orders', 'status', 'enum_orders_status'),
  shopColumn('orders', 'note', 'text'),
  { ...shopColumn('events', 'payload', 'jsonb'), schema: 'archive' },
];

export const targetColumns: TargetColumns = {
  columns: shopColumns,
  count: shopColumns.length,
  privateCount: 2,
};

export function manyColumns(count: number): TargetColumns {
  const columns = Array.from({ length: 2000 }, (_, number) => ({
    ...shopColumn(
      `a_table_with_quite_a_long_name_that_somebody_generated_${Math.floor(number / 10)}`.slice(0, 63),
      `and_a_column_whose_name_is_as_long_as_postgresql_lets_it_be_${number % 10}`,
      'numeric(38,10)[]',
      number % 7 === 0,
    ),
    schema: 'a_schema_of_somebody_who_likes_to_write_names_out_in_full_here',
  }));
  return { columns, count, privateCount: 4_311 };
}

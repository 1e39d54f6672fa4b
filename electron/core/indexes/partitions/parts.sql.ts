/** For WITH RECURSIVE: `parts` has each table below a partitioned one, at whatever depth, with the one that it is below. */
export const PARTS = `parts (root, oid) AS (
    SELECT h.inhparent, h.inhrelid FROM pg_catalog.pg_inherits h
    JOIN pg_catalog.pg_class p ON p.oid = h.inhparent AND p.relkind = 'p'
    UNION ALL SELECT t.root, h.inhrelid FROM parts t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid)`;

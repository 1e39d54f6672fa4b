import { type Slot, slot } from './slot';

const ODD = '"Odd S"."Ta ""b"" le"';

const CONSTRAINTS: readonly Slot[] = [
  slot(
    'unique a',
    0.4,
    'ALTER TABLE items ADD CONSTRAINT by_a UNIQUE (a)',
    'ALTER TABLE items ADD CONSTRAINT by_a UNIQUE (a, b)',
    'ALTER TABLE items ADD CONSTRAINT by_a UNIQUE (a) DEFERRABLE',
  ),
  slot(
    'check',
    0.5,
    'ALTER TABLE items ADD CONSTRAINT "good one" CHECK (plus(id) > 0)',
    'ALTER TABLE items ADD CONSTRAINT "good one" CHECK (id > 1) NOT VALID',
    'ALTER TABLE items ADD CONSTRAINT "good one" CHECK (a IS NOT NULL OR b IS NULL)',
    'ALTER TABLE items ADD CONSTRAINT "good one" CHECK (a > \'ok\'::mood)',
    'ALTER TABLE items ADD CONSTRAINT "good one" CHECK (a <> 5)',
  ),
  slot(
    'foreign',
    0.5,
    'ALTER TABLE items ADD CONSTRAINT buyer FOREIGN KEY (a) REFERENCES customers',
    'ALTER TABLE items ADD CONSTRAINT buyer FOREIGN KEY (id) REFERENCES customers ON DELETE CASCADE',
    'ALTER TABLE items ADD CONSTRAINT buyer FOREIGN KEY (id) REFERENCES customers NOT VALID; COMMENT ON CONSTRAINT buyer ON items IS $$x$$',
  ),
  slot('back', 0.3, 'ALTER TABLE customers ADD CONSTRAINT back FOREIGN KEY (id) REFERENCES items'),
  slot(
    'base check',
    0.4,
    "ALTER TABLE base ADD CONSTRAINT named CHECK (name <> 'x')",
    'ALTER TABLE base ADD CONSTRAINT named CHECK (plus(id) > 0)',
    'ALTER TABLE base ADD CONSTRAINT named CHECK (id > 0) NO INHERIT',
  ),
  slot('base key', 0.3, 'ALTER TABLE base ADD PRIMARY KEY (id)', 'CREATE UNIQUE INDEX base_key ON base (id)'),
  slot(
    'measures key',
    0.5,
    'ALTER TABLE measures ADD PRIMARY KEY (id)',
    'ALTER TABLE measures ADD CONSTRAINT "m key" UNIQUE (id, name)',
    'ALTER TABLE measures ADD CHECK (id > 0)',
  ),
  slot(
    'measures foreign',
    0.4,
    'ALTER TABLE measures ADD CONSTRAINT whose FOREIGN KEY (id) REFERENCES customers',
    'ALTER TABLE items ADD CONSTRAINT whose FOREIGN KEY (id) REFERENCES measures (id)',
  ),
  slot(
    'low constraint',
    0.3,
    'ALTER TABLE low ADD CONSTRAINT lower CHECK (id < 9)',
    'ALTER TABLE low ADD UNIQUE (name)',
  ),
];

const INDEXES: readonly Slot[] = [
  slot(
    'index 1',
    0.5,
    'CREATE INDEX one ON items (a)',
    'CREATE INDEX one ON items (a, b DESC) WHERE a IS NOT NULL',
    'CREATE INDEX one ON items USING hash (a)',
    'CREATE INDEX one ON items USING brin (id)',
  ),
  slot(
    'index 2',
    0.5,
    'CREATE INDEX "two 2" ON items (lower(name) text_pattern_ops)',
    'CREATE INDEX "two 2" ON items (plus(id))',
    'CREATE INDEX "two 2" ON items (b) INCLUDE (a)',
    'CREATE INDEX "two 2" ON items (a text_pattern_ops)',
  ),
  slot(
    'index 3',
    0.4,
    "CREATE INDEX three ON items (id) WHERE a = 'ok'::mood",
    "CREATE INDEX three ON items (c) WHERE b = 'ok'::mood",
    'CREATE UNIQUE INDEX three ON items (b); COMMENT ON INDEX three IS $$x$$',
    'CREATE INDEX three ON items USING gin (a)',
  ),
  slot('cluster', 0.2, 'ALTER TABLE items CLUSTER ON one', 'ALTER TABLE items CLUSTER ON items_pkey'),
  slot(
    'replica',
    0.2,
    'ALTER TABLE items REPLICA IDENTITY FULL',
    'ALTER TABLE items REPLICA IDENTITY USING INDEX items_pkey',
    'ALTER TABLE items REPLICA IDENTITY NOTHING',
  ),
  slot(
    'odd index',
    0.3,
    `CREATE INDEX "i ""x""" ON ${ODD} (a, id)`,
    `CREATE INDEX "i ""x""" ON ${ODD} (name)`,
  ),
  slot(
    'measures index',
    0.5,
    'CREATE INDEX measured ON measures (name)',
    'CREATE INDEX measured ON measures (a)',
    'CREATE INDEX measured ON ONLY measures (name)',
  ),
  slot('low index', 0.3, 'CREATE INDEX low_own ON low (name)', 'CREATE INDEX low_own ON low (a)'),
  slot(
    'statistics',
    0.3,
    'CREATE STATISTICS together ON a, b FROM items',
    'CREATE STATISTICS together (mcv) ON id, name FROM items',
    'CREATE STATISTICS together ON (plus(id)), name FROM items',
  ),
];

const ROUTINES: readonly Slot[] = [
  slot(
    'routine over mood',
    0.5,
    "CREATE FUNCTION about(m mood) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text'",
    "CREATE FUNCTION about(m mood DEFAULT 'ok') RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text'",
    'CREATE FUNCTION about(m mood) RETURNS mood LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT $1; END',
  ),
  slot(
    'routine over items',
    0.25,
    "CREATE FUNCTION listed() RETURNS SETOF items LANGUAGE sql AS 'SELECT * FROM items'",
    'CREATE FUNCTION listed() RETURNS SETOF items LANGUAGE sql BEGIN ATOMIC SELECT * FROM items; END',
    'CREATE FUNCTION listed() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(a) FROM items; END',
    'CREATE FUNCTION listed(OUT x int, OUT "Y y" text) LANGUAGE sql BEGIN ATOMIC SELECT id, name FROM items; END',
  ),
  slot(
    'procedure',
    0.3,
    "CREATE PROCEDURE act(a int) LANGUAGE plpgsql AS 'BEGIN NULL; END'",
    "CREATE PROCEDURE act(INOUT a int) LANGUAGE plpgsql AS 'BEGIN NULL; END'",
  ),
  slot(
    'aggregate',
    0.3,
    'CREATE AGGREGATE most(int) (SFUNC = int4larger, STYPE = int)',
    'CREATE AGGREGATE most(int) (SFUNC = times, STYPE = int)',
  ),
  slot(
    'noted',
    0.8,
    "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql SET work_mem = '1MB' AS 'BEGIN RETURN OLD; END'; COMMENT ON FUNCTION noted() IS 'n'",
  ),
];

const VIEWS: readonly Slot[] = [
  slot(
    'view',
    0.7,
    'CREATE VIEW seen AS SELECT * FROM items',
    'CREATE VIEW seen AS SELECT id, name, a FROM items',
    'CREATE VIEW seen AS SELECT id, name FROM items',
    "CREATE VIEW seen AS SELECT id, name, a FROM items WHERE a = 'ok'::mood",
    'CREATE VIEW seen AS SELECT id, plus(id) AS name FROM items',
    'CREATE VIEW seen WITH (security_barrier) AS SELECT b AS id, name FROM items',
    'CREATE MATERIALIZED VIEW seen AS SELECT id, name, a FROM items',
  ),
  slot(
    'view over view',
    0.6,
    'CREATE VIEW "Seen Again" AS SELECT * FROM seen',
    'CREATE VIEW "Seen Again" AS SELECT id FROM seen',
    'CREATE VIEW "Seen Again" AS SELECT s.id, c.name FROM seen s JOIN customers c ON c.id = s.id',
  ),
  slot(
    'view three',
    0.4,
    'CREATE VIEW thrice AS SELECT count(*) FROM "Seen Again"',
    'CREATE VIEW thrice AS SELECT about(a) FROM items',
    'CREATE VIEW thrice AS SELECT most(id) FROM items',
    'CREATE VIEW thrice AS SELECT * FROM listed()',
  ),
  slot(
    'view of parts',
    0.4,
    'CREATE VIEW parts AS SELECT * FROM measures',
    'CREATE VIEW parts AS SELECT b.*, m.id AS other FROM base b, measures m',
    'CREATE MATERIALIZED VIEW parts AS SELECT * FROM low',
  ),
  slot('view index', 0.3, 'CREATE INDEX on_view ON seen (id)', 'CREATE UNIQUE INDEX on_view ON parts (id)'),
  slot(
    'view extras',
    0.3,
    "COMMENT ON VIEW seen IS 'c'; COMMENT ON COLUMN seen.id IS 'd'",
    'ALTER VIEW seen ALTER id SET DEFAULT 3',
    `CREATE VIEW "Odd S".v AS SELECT * FROM ${ODD}`,
  ),
];

const REACTIONS: readonly Slot[] = [
  slot(
    'trigger',
    0.5,
    'CREATE TRIGGER note BEFORE UPDATE OF a ON items FOR EACH ROW EXECUTE FUNCTION noted()',
    "CREATE TRIGGER note AFTER INSERT ON items FOR EACH ROW WHEN (NEW.a IS NOT NULL) EXECUTE FUNCTION noted('x')",
    'CREATE TRIGGER note BEFORE INSERT ON items FOR EACH ROW WHEN (plus(NEW.id) > 1) EXECUTE FUNCTION noted(); ALTER TABLE items DISABLE TRIGGER note',
  ),
  slot(
    'part trigger',
    0.3,
    'CREATE TRIGGER note AFTER INSERT ON measures FOR EACH ROW EXECUTE FUNCTION noted()',
    'CREATE TRIGGER note AFTER INSERT ON low FOR EACH ROW EXECUTE FUNCTION noted()',
  ),
  slot(
    'view trigger',
    0.3,
    'CREATE TRIGGER instead INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION noted()',
  ),
  slot(
    'rule',
    0.4,
    'CREATE RULE quiet AS ON DELETE TO items DO INSTEAD NOTHING',
    'CREATE RULE quiet AS ON DELETE TO items WHERE OLD.a IS NULL DO INSTEAD NOTHING',
    'CREATE RULE quiet AS ON INSERT TO seen DO INSTEAD INSERT INTO items (id, name) VALUES (1, NEW.id::text)',
  ),
  slot(
    'policy',
    0.4,
    'CREATE POLICY own ON items USING (a IS NOT NULL)',
    'CREATE POLICY own ON items FOR UPDATE USING (plus(id) > 0) WITH CHECK (b IS NULL)',
    'CREATE POLICY own ON items USING (EXISTS (SELECT FROM base x WHERE x.name = items.name))',
  ),
  slot(
    'row security',
    0.3,
    'ALTER TABLE items ENABLE ROW LEVEL SECURITY',
    'ALTER TABLE items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
  ),
];

/** In the order in which they need each other. */
export const OVER_TABLES: readonly Slot[] = [...CONSTRAINTS, ...INDEXES, ...ROUTINES, ...VIEWS, ...REACTIONS];

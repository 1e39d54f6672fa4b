-- from
CREATE TYPE mood AS ENUM ('sad', 'ok', 'new');
CREATE DOMAIN feeling AS mood DEFAULT 'ok' CHECK (VALUE <> 'sad');
CREATE TYPE pair AS (first mood, second text);
CREATE TABLE items (id int, a mood NOT NULL DEFAULT 'ok', b mood[] DEFAULT '{ok}', c feeling DEFAULT 'ok', d pair, e feeling[]);
CREATE INDEX ok ON items (id) WHERE a = 'ok'::mood;
ALTER TABLE items ADD CHECK (a < 'sad'::mood OR true);
CREATE FUNCTION about(m mood DEFAULT 'ok') RETURNS mood LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT m;
END;
CREATE AGGREGATE most(mood) (SFUNC = enum_larger, STYPE = mood);
CREATE VIEW seen AS SELECT about(a) AS x, most(a) AS y FROM items WHERE a = 'ok'::mood GROUP BY 1;
CREATE POLICY own ON items USING (a = 'ok'::mood);
-- to
CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE DOMAIN feeling AS mood DEFAULT 'ok' CHECK (VALUE <> 'sad');
CREATE TYPE pair AS (first mood, second text);
CREATE TABLE items (id int, a mood NOT NULL DEFAULT 'ok', b mood[] DEFAULT '{ok}', c feeling DEFAULT 'ok', d pair, e feeling[]);
CREATE INDEX ok ON items (id) WHERE a = 'ok'::mood;
ALTER TABLE items ADD CHECK (a < 'sad'::mood OR true);
CREATE FUNCTION about(m mood DEFAULT 'ok') RETURNS mood LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT m;
END;
CREATE AGGREGATE most(mood) (SFUNC = enum_larger, STYPE = mood);
CREATE VIEW seen AS SELECT about(a) AS x, most(a) AS y FROM items WHERE a = 'ok'::mood GROUP BY 1;
CREATE POLICY own ON items USING (a = 'ok'::mood);

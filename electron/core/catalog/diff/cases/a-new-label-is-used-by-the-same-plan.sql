-- from
CREATE TYPE mood AS ENUM ('ok');
CREATE TABLE items (a mood DEFAULT 'ok');
-- to
CREATE TYPE mood AS ENUM ('first', 'ok', 'new');
CREATE TABLE items (a mood DEFAULT 'new', CHECK (a <> 'first'::mood));
CREATE VIEW v AS SELECT 'new'::mood AS x;

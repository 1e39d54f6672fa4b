-- from
CREATE TYPE t AS ENUM ('a');
CREATE TABLE items (a t DEFAULT 'a');
-- to
CREATE DOMAIN t AS text;
CREATE TABLE items (a t DEFAULT 'a');

-- from
CREATE TYPE span AS RANGE (subtype = int);
CREATE TABLE items (a span, b span[]);
-- to
CREATE TYPE span AS RANGE (subtype = bigint);
CREATE TABLE items (a span, b span[]);

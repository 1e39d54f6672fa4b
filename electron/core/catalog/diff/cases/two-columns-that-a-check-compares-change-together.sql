-- from
CREATE TABLE items (a int, b int, CHECK (a < b));
-- to
CREATE TABLE items (a text, b text, CHECK (a < b));

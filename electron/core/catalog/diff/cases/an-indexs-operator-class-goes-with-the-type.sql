-- from
CREATE TABLE items (a text);
CREATE INDEX i ON items (a text_pattern_ops);
-- to
CREATE TABLE items (a int);
CREATE INDEX i ON items (a);

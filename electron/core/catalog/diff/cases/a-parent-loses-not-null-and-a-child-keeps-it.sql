-- from
CREATE TABLE base (id int NOT NULL);
CREATE TABLE heir (id int NOT NULL) INHERITS (base);
CREATE TABLE other () INHERITS (base);
-- to
CREATE TABLE base (id int);
CREATE TABLE heir (id int NOT NULL) INHERITS (base);
CREATE TABLE other () INHERITS (base);

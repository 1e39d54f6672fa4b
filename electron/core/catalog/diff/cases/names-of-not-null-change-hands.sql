-- from
CREATE TABLE items (a int NOT NULL, b int CONSTRAINT "is there" NOT NULL);
-- to
CREATE TABLE items (a int CONSTRAINT "is there" NOT NULL, b int);

-- from
CREATE SCHEMA "Odd S";
CREATE TYPE "Odd S"."Type ""x""" AS ENUM ('a', 'b');
CREATE TABLE "Odd S"."select" (a "Odd S"."Type ""x""" DEFAULT 'a', "E""e" serial);
CREATE TYPE "order" AS ENUM ('a', 'b');
CREATE TABLE "table" (a "order"[]);
-- to
CREATE SCHEMA "Odd S";
CREATE TYPE "Odd S"."Type ""x""" AS ENUM ('b', 'a');
CREATE TABLE "Odd S"."select" (a "Odd S"."Type ""x""" DEFAULT 'a', "E""e" bigint);
CREATE TYPE "order" AS ENUM ('b');
CREATE TABLE "table" (a "order"[]);

"""A program for the bench: what Alembic's autogenerate finds between a database and models, as JSON."""

import json
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Numeric, String, Table, Text, UniqueConstraint
from sqlalchemy import create_engine, text

url, count, planted = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
added, missing, changed = planted["addedColumn"], planted["missingIndex"], planted["changedType"]


def define(metadata, name):
    length = changed["length"] if name == changed["table"] else 50
    parts = [
        Column("id", Integer, primary_key=True),
        Column("code", Text, nullable=False),
        Column("label", String(length)),
        Column("amount", Numeric(10, 2), nullable=False, server_default=text("0")),
        Column("made_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        UniqueConstraint("code", name=f"{name}_code"),
    ]
    if name == added["table"]:
        parts.append(Column(added["column"], Text))
    if name != missing["table"]:
        parts.append(Index(f"{name}_made_at", "made_at"))
    Table(name, metadata, *parts)


metadata = MetaData()
for number in range(1, count + 1):
    define(metadata, f"table_{number}")
with create_engine(url).connect() as connection:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found = compare_metadata(context, metadata)
# What is altered is in a list of its own per column.
json.dump([str(each[0] if isinstance(each, list) else each) for each in found], sys.stdout)

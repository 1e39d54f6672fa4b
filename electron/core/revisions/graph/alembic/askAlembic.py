"""Asks Alembic itself what it would do, and prints its answers as JSON.

    python3 askAlembic.py cases.json > answers.json

cases.json: graphs as [revision, down revisions, branch labels, depends on]; verbs as [graph, heads, targets].
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import warnings

import alembic
from alembic.config import Config
from alembic.runtime.migration import HeadMaintainer
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, String, Table

FILE = """
revision = {0!r}
down_revision = {1!r}
branch_labels = {2!r}
depends_on = {3!r}

def upgrade(): pass

def downgrade(): pass
"""


TEMPLATE = """
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

def upgrade(): pass

def downgrade(): pass
"""


def make_script(revisions):
    folder = tempfile.mkdtemp()
    with open(os.path.join(folder, "script.py.mako"), "w") as file:
        file.write(TEMPLATE)
    os.mkdir(os.path.join(folder, "versions"))
    for name, down, labels, *depends in revisions:
        with open(os.path.join(folder, "versions", name + ".py"), "w") as file:
            file.write(FILE.format(name, tuple(down) or None, tuple(labels) or None, tuple(depends[0]) if depends else None))
    config = Config()
    config.set_main_option("script_location", folder)
    return ScriptDirectory.from_config(config)


def told(ask):
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            answer = ask()
        return {"answer": answer, **({"warning": str(said[0].message)} if said else {})}
    except Exception as error:  # What it raises is the answer.
        cause = error.__cause__ or error
        return {"error": type(cause).__name__, "message": str(cause).split("\n")[0]}


def ran(steps):
    return [step.revision.revision for step in steps]


class Nowhere:
    """What Alembic writes its version rows to, without a database."""

    as_sql = True
    impl = property(lambda self: self)
    _version = Table("alembic_version", MetaData(), Column("version_num", String))

    def _exec(self, *_):
        pass


def stamped(script, heads, targets):
    rows = HeadMaintainer(Nowhere(), heads)
    for step in script._stamp_revs(tuple(targets), tuple(heads)):
        rows.update_to_step(step)
    return sorted(rows.heads)


def walked(script, text):
    lower, upper = text.split(":")
    return sorted(each.revision for each in script.walk_revisions(base=lower or "base", head=upper or "heads"))


def shown(script, text):
    return sorted(each.revision for each in script.get_revisions(text) if each)


def written(revisions, head="head", splice=False, label=None, depends=None):
    """What a new revision follows and depends on; it is written, so every question has a folder of its own."""
    script = make_script(revisions)
    with contextlib.redirect_stdout(io.StringIO()):
        made = script.generate_revision("new1", "new", head=head, splice=splice, branch_labels=label, depends_on=depends)
    down = made.down_revision or ()
    return sorted(down if isinstance(down, tuple) else (down,))


def main(path):
    with open(path) as file:
        cases = json.load(file)
    scripts = {name: make_script(revisions) for name, revisions in cases["graphs"].items()}
    answers = []

    def note(verb, graph, applied, target, ask):
        answers.append({"verb": verb, "graph": graph, "applied": applied, "target": target, **told(ask)})

    for graph, heads, targets in cases["upgrade"]:
        for target in targets:
            note("upgrade", graph, heads, target, lambda: ran(scripts[graph]._upgrade_revs(target, tuple(heads))))
    for graph, heads, targets in cases["downgrade"]:
        for target in targets:
            note("downgrade", graph, heads, target, lambda: ran(scripts[graph]._downgrade_revs(target, tuple(heads))))
    for graph, heads, targets in cases["stamp"]:
        for target in targets:
            note("stamp", graph, heads, target, lambda: stamped(scripts[graph], heads, target))
    for graph, ranges in cases["history"]:
        for text in ranges:
            note("history", graph, [], text, lambda: walked(scripts[graph], text))
    for graph, targets in cases["show"]:
        for target in targets:
            note("show", graph, [], target, lambda: shown(scripts[graph], target))
    for graph, options in cases["revision"]:
        note("revision", graph, [], options, lambda: written(cases["graphs"][graph], **options))
    for graph, heads in cases["merge"]:
        note("merge", graph, [], heads, lambda: written(cases["graphs"][graph], head=heads[0] if len(heads) == 1 else tuple(heads)))
    for graph in cases["heads"]:
        note("heads", graph, [], None, lambda: sorted(scripts[graph].get_heads()))
    for graph in cases["branches"]:
        points = lambda: sorted(each.revision for each in scripts[graph].walk_revisions() if each.is_branch_point)
        note("branches", graph, [], None, points)
    lines = ",\n".join("    " + json.dumps(answer) for answer in answers)
    print('{\n  "alembic": "%s",\n  "answers": [\n%s\n  ]\n}' % (alembic.__version__, lines))


main(sys.argv[1])

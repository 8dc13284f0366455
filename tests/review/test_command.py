"""`patentrack review`, as a reviewer meets it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from support.cli import run_patentrack
from support.documents import ASSIGNMENT, SECURITY, Document, File
from support.environment import WarehouseEnv
from support.review import ingest, tier_2

MONDAY = date(2015, 7, 27)
VAGUE = 'TRANSFER OF "EVERYTHING", AND MORE'


def test_a_reviewer_lists_decides_keeps_and_brings_back(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    texts = (ASSIGNMENT, ASSIGNMENT, ASSIGNMENT, VAGUE, VAGUE, SECURITY)
    documents = tuple(Document(frame=frame, text=text) for frame, text in enumerate(texts, start=1))
    ingest(tmp_path, File("a.xml", MONDAY, documents))

    def review(*arguments: str | Path) -> str:
        done = run_patentrack("review", *arguments, env=warehouse_env.env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    listed = json.loads(review("list", "--json"))
    assert listed["total"] == 3
    assert [(text["text"], text["counter"]) for text in listed["texts"]] == [(ASSIGNMENT, 3), (VAGUE, 2), (SECURITY, 1)]
    top = json.loads(review("list", "--type", "assignment", "--limit", "1", "--json"))["texts"][0]
    assert (top["text"], top["updated_convey_ty"]) == (ASSIGNMENT, None)
    assert json.loads(review("list", "--rule", top["rule"], "--json"))["texts"][0] == top

    done = json.loads(review("set", VAGUE, "license", "--by", "Ann", "--note", "seen it", "--json"))
    assert (done["after"], done["documents"]) == ("license", 2)
    assert "2 documents changed" in review("set", str(done["assignment_group_id"]), "option")
    assert tier_2()[4] == "option"
    assert json.loads(review("list", "--unreviewed", "--json"))["total"] == 2
    (line,) = (line for line in review("list").splitlines() if VAGUE in line)
    assert "  option  " in line
    assert line.split()[0] == "2"

    file = tmp_path / "kept.csv"
    review("export", file)
    exported = review("export", "-")
    assert file.read_text(encoding="utf-8") == exported
    (row,) = csv.DictReader(io.StringIO(exported))
    assert (row["text"], row["type"]) == (VAGUE, "option")
    review("set", str(done["assignment_group_id"]), "--clear")
    assert review("export", "-").count("\n") == 1
    assert json.loads(review("import", file, "--json")) == {
        "decisions": 1,
        "changed": 1,
        "new_texts": 0,
        "documents": 2,
    }
    assert "0 of them new" in review("import", file)
    assert tier_2()[4] == "option"
    assert json.loads(review("reclassify", "--json"))["changed"] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("set", "1", "sold"), 2, "'sold' is none of assignment, partialassignment"),
        (("set", "1"), 2, "give either a TYPE or --clear"),
        (("set", "1", "license", "--clear"), 2, "give either a TYPE or --clear"),
        (("set", "1", "license", "--by", ""), 2, "needs 1 to 200 characters"),
        (("set", "1", "license"), 1, "patentrack: there is no text 1 in the queue"),
        (("set", "9" * 30, "license"), 1, "patentrack: there is no text '9999"),
        (("set", "NO SUCH TEXT", "license"), 1, "patentrack: there is no text 'NO SUCH TEXT' in the queue"),
        (("list", "--type", "sold"), 2, "'sold' is none of"),
        (("list", "--limit", "0"), 2, "--limit"),
        (("import", "no-such-file.csv"), 1, "patentrack: cannot read no-such-file.csv: No such file"),
        (("export", "no-such-folder/x.csv"), 1, "patentrack: cannot write no-such-folder/x.csv: No such file"),
    ],
)
def test_wrong_usage_and_failures_say_what_is_wrong(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run_patentrack("review", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    *usage, line = done.stderr.splitlines()
    assert message in line
    assert code == 2 or not usage


def test_a_file_with_a_wrong_line_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("text,type\nA,license\nB,sold\n")

    done = run_patentrack("review", "import", file)

    assert done.returncode == 1
    assert done.stderr.startswith("patentrack: decisions.csv, line 3: 'sold' is no conveyance type.")
    assert done.stderr.count("\n") == 1
    assert json.loads(run_patentrack("review", "list", "--json").stdout) == {"total": 0, "texts": []}

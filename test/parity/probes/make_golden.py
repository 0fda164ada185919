"""Runs what the probes' findings show, and what only looks like them, with real Keras, and records what it prints or raises.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    WRITE_SCRIPTS=1 npx vitest run --project parity test/parity/probes
    python test/parity/probes/make_golden.py

The first writes two files that are not kept. `scripts.json` has, for every finding of the probes' pages and cases, the
script that "Copy as Python" gives; `look-alike-scripts.json`, for every loss in them that looks like a finding and is
none, one that calls it where the fault would show and trains with it. The second runs each that is not the one it ran
last, in a namespace of its own, and writes `golden.json` and `golden-look-alikes.json`, with a digest of the script that was
run. All are run again with `--all`.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import contextlib
import hashlib
import io
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(script):
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
    except Exception as error:
        return {"printed": printed.getvalue().splitlines(), "error": type(error).__name__, "message": str(error)[:400]}
    return {"printed": printed.getvalue().splitlines()}


def digest(script):
    return hashlib.sha256(script.encode()).hexdigest()[:16]


def make(scripts, golden):
    file = HERE / golden
    known = json.loads(file.read_text()) if file.exists() and "--all" not in sys.argv else {}
    made = {}
    for name, script in json.loads((HERE / scripts).read_text()).items():
        own = digest(script)
        is_known = known.get(name, {}).get("script") == own
        made[name] = known[name] if is_known else {"script": own, **run(script)}
    file.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n")
    print(len(made), "in", golden + ";", sum("error" in each for each in made.values()), "of them raise")


make("scripts.json", "golden.json")
make("look-alike-scripts.json", "golden-look-alikes.json")

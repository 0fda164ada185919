"""Runs the evidence of the probes' findings with real Keras, and records what it prints or raises.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    WRITE_SCRIPTS=1 npx vitest run --project parity test/parity/probes
    python test/parity/probes/make_golden.py

The first writes `scripts.json`, which is not kept: for every finding of the probes' pages and cases the script that
"Copy as Python" gives. The second runs each of them, in a namespace of its own, and writes `golden.json`, with a digest
of the script that was run.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import contextlib
import hashlib
import io
import json
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


scripts = json.loads((HERE / "scripts.json").read_text())
golden = {name: {"script": digest(script), **run(script)} for name, script in scripts.items()}
(HERE / "golden.json").write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")
print(len(golden), "findings;", sum("error" in each for each in golden.values()), "of them raise")

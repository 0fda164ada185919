"""Writes golden.json: what Python's own parser makes of the files in corpus/. Needs Python 3.13 or later."""
import json
import subprocess
import sys
from pathlib import Path

here = Path(__file__).parent
lines = subprocess.run([sys.executable, here / "outline.py", here / "corpus"], capture_output=True, check=True, text=True, encoding="utf-8").stdout.splitlines()
golden = {Path(each["path"]).name: each["outline"] for each in map(json.loads, lines)}
if len(golden) != len(list((here / "corpus").glob("*.py"))):
    raise SystemExit("a file of the corpus is not read by this Python")
(here / "golden.json").write_text(json.dumps(golden, indent=0) + "\n")

"""Writes golden.json: what CPython makes of each snippet in snippets.py.

Run it with CPython 3.11, whose messages the interpreter speaks:

    python test/parity/language/make_golden.py
"""

import json
import re
import sys
import warnings
from pathlib import Path

here = Path(__file__).parent
warnings.simplefilter("ignore")


def snippets():
    text = (here / "snippets.py").read_text(encoding="utf-8")
    _, *parts = re.split(r"^# ---.*\n", text, flags=re.MULTILINE)
    return parts


def outcome(text):
    scope = {"__name__": "main"}
    try:
        exec(compile(text, "main.py", "exec"), scope)
        return repr(scope["result"])
    except Exception as error:
        return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 11), "golden values are CPython 3.11's"
    golden = [{"text": text, "result": outcome(text)} for text in snippets()]
    (here / "golden.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(len(golden), "snippets")

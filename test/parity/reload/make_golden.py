"""What real Keras makes of each case and of what the fixes make of it: trains nothing, saves, loads, and evaluates again.

    python make_golden.py [CASE…]

writes golden.json, all of it or the cases that are named. Each runs in a process and a folder of its own, as what is registered in one must not be known to another.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TAIL = """
import math
print("VALUES", before, after)
print("SAME" if math.isclose(before, after, rel_tol=1e-6) else "OTHER")
"""


def run(path):
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "case.py")
        script.write_text(path.read_text() + TAIL)
        environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
        done = subprocess.run([sys.executable, str(script)], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line[:1].strip() and ":" in line]
        raised = next(line for line in reversed(lines) if line.split(":")[0].endswith("Error"))
        return {"raises": raised.split(". ")[0][:160]}
    return {"loads": "the same loss" if "SAME" in done.stdout else "another loss"}


def main():
    import keras

    written = json.loads((HERE / "golden.json").read_text())["cases"] if sys.argv[1:] else {}
    golden = {"keras": keras.__version__, "cases": written}
    for case in sorted((HERE / "cases").glob("*.py")):
        if sys.argv[1:] and case.stem not in sys.argv[1:]:
            continue
        fixed = HERE / "fixed" / case.name
        entry = {"as written": run(case)}
        if fixed.exists():
            entry["fixed"] = run(fixed)
        golden["cases"][case.stem] = entry
        print(case.stem, entry)
    (HERE / "golden.json").write_text(json.dumps(golden, indent=2) + "\n")


if __name__ == "__main__":
    main()

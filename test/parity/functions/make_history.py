"""Which releases of Keras before 3 had which public names, read from its own sources at each tag.

    python make_history.py KERAS_REPOSITORY

writes history.json: module, name, and the first and the last release that has it. Up to 2.3 a module holds what its file
defines or takes from its own neighbours; from 2.6 on, which is TensorFlow's Keras, what is exported as `keras.<module>.<name>`.
"""

import ast
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FILES = {
    "keras.backend": [
        "keras/backend/__init__.py",
        "keras/backend/common.py",
        "keras/backend/load_backend.py",
        "keras/backend/tensorflow_backend.py",
    ],
    "keras.losses": ["keras/objectives.py", "keras/losses.py"],
    "keras.metrics": ["keras/metrics.py"],
    "keras.activations": ["keras/activations.py"],
}


def git(repository, *arguments):
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def releases(repository):
    tags = [tag for tag in git(repository, "tag").split() if re.fullmatch(r"v?\d+\.\d+\.\d+", tag)]
    numbers = {tag: tuple(int(part) for part in tag.lstrip("v").split(".")) for tag in tags}
    return sorted((tag for tag in tags if (1,) <= numbers[tag] < (3,)), key=numbers.get), numbers


def defined(text):
    """The public names that the top of a module binds, `if` and `try` included, but not other packages."""
    names = set()

    def visit(body):
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, ast.Assign):
                names.update(each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name))
            elif isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith("keras")):
                names.update(alias.asname or alias.name for alias in node.names if alias.name != "*")
            elif isinstance(node, ast.If):
                visit(node.body + node.orelse)
            elif isinstance(node, ast.Try):
                visit(node.body)

    visit(ast.parse(text).body)
    return {name for name in names if not name.startswith("_")}


def exported(repository, tag):
    """`@keras_export("keras.losses.mse", …)`, whose names may stand on lines of their own, and `keras_export(…)(function)`."""
    pattern = r"""^\s*(@?keras_export\()?v?1?=?\[?(["']keras\.(backend|losses|metrics|activations)\.\w+["'],?\s*)+"""
    found = git(repository, "grep", "-hE", pattern.replace(r"\s", "[[:space:]]"), tag, "--", "keras", ":!*_test.py")
    names = {module: set() for module in FILES}
    for module, name in re.findall(r"""["'](keras\.\w+)\.(\w+)["']""", found or ""):
        if module in names:
            names[module].add(name)
    return names


def names_at(repository, tag, number):
    if number >= (2, 6):
        return exported(repository, tag)
    names = {}
    for module, files in FILES.items():
        texts = [text for text in (git(repository, "show", f"{tag}:{file}") for file in files) if text is not None]
        names[module] = set().union(*(defined(text) for text in texts))
    return names


def main(repository):
    tags, numbers = releases(repository)
    history = {module: {} for module in FILES}
    for tag in tags:
        # 2.4 and 2.5 hand everything on to TensorFlow's.
        if (2, 4) <= numbers[tag] < (2, 6):
            continue
        for module, names in names_at(repository, tag, numbers[tag]).items():
            for name in names:
                history[module].setdefault(name, [tag.lstrip("v"), ""])[1] = tag.lstrip("v")
    ordered = {module: {name: names[name] for name in sorted(names)} for module, names in history.items()}
    text = json.dumps({"releases": [tag.lstrip("v") for tag in tags], **ordered}, separators=(",", ":"))
    (HERE / "history.json").write_text(text.replace('"],"', '"],\n"').replace('":{"', '":{\n"') + "\n")


if __name__ == "__main__":
    main(sys.argv[1])

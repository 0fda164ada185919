"""What Python's own parser makes of files: one JSON object a line, for every file below the folders that are given.

    python outline.py FOLDER_OR_FILE…

Each object holds the path, the text as decoded, and a sorted list of all nodes, a string each: kind, where it begins and
ends (line, UTF-16 column, both from 1), and names where it has some. Files that Python does not read are left out and
counted on standard error. `compare.ts` makes the same list of our tree.
"""
import ast
import io
import json
import sys
import tokenize
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
sys.setrecursionlimit(10_000)

# Kinds of which ours differ in form, or which say nothing of their own.
LEFT_OUT = (ast.Constant, ast.arguments, ast.keyword, ast.alias, ast.withitem, ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.comprehension, ast.Slice, ast.FormattedValue)


def outline(text: str, tree: ast.AST) -> list[str]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bytes_of = [None if line.isascii() else line.encode("utf-8", "surrogatepass") for line in lines]

    def column(line: int, offset: int) -> int:
        encoded = bytes_of[line - 1] if line <= len(lines) else None
        if encoded is None:
            return offset + 1
        return len(encoded[:offset].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")) // 2 + 1

    found: list[str] = []
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.pattern):
            name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
            if isinstance(node, (ast.MatchMapping, ast.MatchAs, ast.MatchStar)) and name is not None:
                found.append(f"capture {name}")
            pending.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.pattern))
            continue
        types = getattr(node, "type_params", [])
        pending.extend(child for child in ast.iter_child_nodes(node) if child not in types)
        kind = type(node).__name__.removesuffix("Star")
        if isinstance(node, ast.match_case):
            found.append("case")
        elif isinstance(node, ast.ExceptHandler):
            found.append(f"handler {node.lineno}:{column(node.lineno, node.col_offset)} {node.name or ''}")
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inside = "" if isinstance(node, ast.ClassDef) else parameters(node.args)
            found.append(f"{kind} {node.name}[{','.join(parameter.name for parameter in types)}]({inside}) to {node.end_lineno}:{column(node.end_lineno, node.end_col_offset)}")
        elif isinstance(node, (ast.stmt, ast.expr)) and not isinstance(node, LEFT_OUT):
            place = f"{node.lineno}:{column(node.lineno, node.col_offset)}-{node.end_lineno}:{column(node.end_lineno, node.end_col_offset)}"
            more = ""
            if isinstance(node, ast.Name):
                more = node.id
            elif isinstance(node, ast.Attribute):
                more = node.attr
            elif isinstance(node, ast.Lambda):
                more = parameters(node.args)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                more = ",".join(f"{alias.name} as {alias.asname}" for alias in node.names)
                if isinstance(node, ast.ImportFrom):
                    more = f"{'.' * node.level}{node.module or ''}: {more}"
            elif isinstance(node, ast.Call):
                more = f"{len(node.args)} {','.join(keyword.arg or '**' for keyword in node.keywords)}"
            elif isinstance(node, (ast.Global, ast.Nonlocal)):
                more = ",".join(node.names)
            elif isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp)):
                more = type(node.op).__name__
            elif isinstance(node, ast.Compare):
                more = ",".join(type(op).__name__ for op in node.ops)
            # Where a format's own text begins, and whether a lone generator owns the call's parentheses, is Python's affair.
            if isinstance(node, (ast.JoinedStr, ast.GeneratorExp)):
                place = ""
            found.append(f"{kind} {place} {more}")
    return sorted(found)


def parameters(arguments: ast.arguments) -> str:
    parts = [parameter.arg for parameter in arguments.posonlyargs]
    if parts:
        parts.append("/")
    parts.extend(parameter.arg for parameter in arguments.args)
    if arguments.vararg is not None:
        parts.append(f"*{arguments.vararg.arg}")
    elif arguments.kwonlyargs:
        parts.append("*")
    parts.extend(parameter.arg for parameter in arguments.kwonlyargs)
    if arguments.kwarg is not None:
        parts.append(f"**{arguments.kwarg.arg}")
    return ",".join(parts)


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
    refused = 0
    for root in map(Path, sys.argv[1:]):
        for path in [root] if root.is_file() else sorted(root.rglob("*.py")):
            data = path.read_bytes()
            try:
                encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
                text = data.decode("utf-8" if encoding == "utf-8-sig" else encoding)
                tree = ast.parse(data)
            except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
                refused += 1
                continue
            print(json.dumps({"path": str(path), "text": text, "outline": outline(text, tree)}), flush=False)
    print(f"Python {sys.version.split()[0]}; {refused} files that it does not read", file=sys.stderr)


main()

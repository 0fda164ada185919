/** The nodes of our tree as `outline.py` lists those of Python's own. */
import type { Expression, Module, Name, Node, Parameters, Range, Statement } from "../../../src/python/ast.ts";
import { linesOf } from "../../../src/python/lines.ts";
import { forEachChild } from "../../../src/python/walk.ts";

const operators: Readonly<Record<string, string>> = {
  "+": "Add",
  "-": "Sub",
  "*": "Mult",
  "/": "Div",
  "//": "FloorDiv",
  "%": "Mod",
  "**": "Pow",
  "@": "MatMult",
  "<<": "LShift",
  ">>": "RShift",
  "&": "BitAnd",
  "|": "BitOr",
  "^": "BitXor",
};
const signs = { "-": "USub", "+": "UAdd", "~": "Invert", not: "Not" };
const comparisons: Readonly<Record<string, string>> = {
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
  is: "Is",
  "is not": "IsNot",
  in: "In",
  "not in": "NotIn",
};
const comprehensions = { list: "ListComp", set: "SetComp", dict: "DictComp", generator: "GeneratorExp" };

const kinds: Readonly<Partial<Record<Node["kind"], string>>> = {
  JoinedString: "JoinedStr",
  BinaryOperation: "BinOp",
  UnaryOperation: "UnaryOp",
  BooleanOperation: "BoolOp",
  Conditional: "IfExp",
  SetLiteral: "Set",
  NamedExpression: "NamedExpr",
  AugmentedAssign: "AugAssign",
  AnnotatedAssign: "AnnAssign",
  ExpressionStatement: "Expr",
};

export function outlineOf(module: Module): string[] {
  const lines = linesOf(module.text);
  const mark = module.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const place = (offset: number): string => {
    const { line, column } = lines.positionAt(offset);
    return `${line}:${line === 1 ? column - mark : column}`;
  };
  const places = ({ start, end }: Range): string => `${place(start)}-${place(end)}`;
  const found: string[] = [];
  const pending: (Statement | Expression)[] = [...module.body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    note(node);
    forEachChild(node, (child) => {
      if (!isOurOwn(node, child)) pending.push(child);
    });
  }
  return found.sort();

  function note(node: Statement | Expression): void {
    const kind = kinds[node.kind] ?? node.kind;
    switch (node.kind) {
      case "Constant":
      case "Slice":
        return;
      case "FunctionDefinition":
        found.push(
          `${node.isAsync ? "Async" : ""}FunctionDef ${node.name}[${namesOf(node.typeParameters)}](${written(node.parameters)}) to ${place(node.range.end)}`,
        );
        return;
      case "ClassDefinition":
        found.push(`ClassDef ${node.name}[${namesOf(node.typeParameters)}]() to ${place(node.range.end)}`);
        return;
      case "Match":
        for (const { captures } of node.cases) {
          found.push("case");
          for (const { id } of captures) found.push(`capture ${id}`);
        }
        break;
      case "Try":
        for (const { range, name } of node.handlers) found.push(`handler ${place(range.start)} ${name?.id ?? ""}`);
        break;
    }
    const isLoose = kind === "JoinedStr" || (node.kind === "Comprehension" && node.form === "generator");
    found.push(`${nameOf(kind, node)} ${isLoose ? "" : places(node.range)} ${moreOf(node)}`);
  }
}

function nameOf(kind: string, node: Statement | Expression): string {
  switch (node.kind) {
    case "For":
    case "With":
      return node.isAsync ? `Async${kind}` : kind;
    case "Comprehension":
      return comprehensions[node.form];
    case "Yield":
      return node.isFrom ? "YieldFrom" : "Yield";
    case "Global":
      return node.isNonlocal ? "Nonlocal" : "Global";
    default:
      return kind;
  }
}

function moreOf(node: Statement | Expression): string {
  switch (node.kind) {
    case "Name":
      return node.id;
    case "Attribute":
      return node.attribute;
    case "Lambda":
      return written(node.parameters);
    case "Import":
      return aliases(node.names);
    case "ImportFrom":
      return `${".".repeat(node.level)}${node.module}: ${aliases(node.names)}`;
    case "Call": {
      const named = node.arguments.filter(({ name, isDoubleStarred }) => name !== undefined || isDoubleStarred);
      return `${node.arguments.length - named.length} ${named.map(({ name }) => name ?? "**").join(",")}`;
    }
    case "Global":
      return node.names.map(({ id }) => id).join(",");
    case "BinaryOperation":
      return operators[node.operator] ?? "";
    case "AugmentedAssign":
      return "";
    case "UnaryOperation":
      return signs[node.operator];
    case "BooleanOperation":
      return node.operator === "and" ? "And" : "Or";
    case "Compare":
      return node.comparisons.map(({ operator }) => comparisons[operator]).join(",");
    default:
      return "";
  }
}

/** What stands as a node in our tree and as a plain string in Python's. */
function isOurOwn(node: Statement | Expression, child: Statement | Expression): boolean {
  if (node.kind === "Global") return true;
  if (node.kind === "Try") return node.handlers.some(({ name }) => name === child);
  return node.kind === "Match" && node.cases.some(({ captures }) => captures.includes(child as Name));
}

function namesOf(names: readonly Name[] | undefined): string {
  return (names ?? []).map(({ id }) => id).join(",");
}

function aliases(names: readonly { readonly name: string; readonly asName: Name | undefined }[]): string {
  return names.map(({ name, asName }) => `${name} as ${asName?.id ?? "None"}`).join(",");
}

function written({ list }: Parameters): string {
  const parts: string[] = [];
  list.forEach(({ name, form }, index) => {
    const before = list[index - 1]?.form;
    if (before === "positionalOnly" && form !== "positionalOnly") parts.push("/");
    if (form === "keywordOnly" && before !== "keywordOnly" && before !== "varPositional") parts.push("*");
    parts.push(`${form === "varPositional" ? "*" : form === "varKeyword" ? "**" : ""}${name}`);
  });
  if (list.at(-1)?.form === "positionalOnly") parts.push("/");
  return parts.join(",");
}

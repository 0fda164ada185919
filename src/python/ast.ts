/**
 * The tree of a Python module, named as Python's own `ast` names it.
 *
 * Ranges are UTF-16 offsets into the text as given (a byte order mark and carriage returns count).
 * A half-typed file still gives a tree: what could not be read stands as an `ErrorExpression` or
 * `ErrorStatement`, and `Module.errors` holds every place where the grammar had to give up.
 */

/** Half-open: `start` is the first UTF-16 unit, `end` the one after the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Module {
  readonly kind: "Module";
  readonly range: Range;
  readonly text: string;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Where the grammar gave up, in order. No rule speaks of a node that touches one. */
  readonly errors: readonly Range[];
  /** What was not read, the text being longer than is read: from a statement on to the end. */
  readonly unread?: Range;
}

/** `text` begins with `#`. */
export interface Comment {
  readonly range: Range;
  readonly text: string;
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | Constant
  | JoinedString
  | Name
  | Attribute
  | Subscript
  | Slice
  | Starred
  | Call
  | BinaryOperation
  | UnaryOperation
  | BooleanOperation
  | Compare
  | Conditional
  | Lambda
  | Tuple
  | List
  | SetLiteral
  | Dict
  | Comprehension
  | NamedExpression
  | Await
  | Yield
  | ErrorExpression;

/** Python's constants: `int` is a bigint, `float` a number; bytes, complex and `...` have a tag. */
export type ConstantValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | { readonly type: "bytes"; readonly text: string }
  | { readonly type: "complex"; readonly imaginary: number }
  | { readonly type: "ellipsis" };

export interface Constant {
  readonly kind: "Constant";
  readonly range: Range;
  readonly value: ConstantValue;
}

/** An f-string, adjacent literals joined; or a t-string, whose value is no text but a `Template`. */
export interface JoinedString {
  readonly kind: "JoinedString";
  readonly range: Range;
  /** Absent where it is none. */
  readonly isTemplate?: true;
  readonly parts: readonly (string | FormattedValue)[];
}

export interface FormattedValue {
  readonly value: Expression;
  /** `r` for `!r`, and so on. */
  readonly conversion: "s" | "r" | "a" | undefined;
  readonly format: JoinedString | undefined;
  /** `{x=}` prints the source text before the value. */
  readonly debugText: string | undefined;
}

export interface Name {
  readonly kind: "Name";
  readonly range: Range;
  readonly id: string;
}

export interface Attribute {
  readonly kind: "Attribute";
  readonly range: Range;
  readonly value: Expression;
  readonly attribute: string;
  /** Where the name after the dot begins; it ends where the node does. */
  readonly attributeStart: number;
}

/** `x[i, j]` has a `Tuple` as its index, as in Python. */
export interface Subscript {
  readonly kind: "Subscript";
  readonly range: Range;
  readonly value: Expression;
  readonly index: Expression;
}

/** Only inside a subscript. */
export interface Slice {
  readonly kind: "Slice";
  readonly range: Range;
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}

export interface Starred {
  readonly kind: "Starred";
  readonly range: Range;
  readonly value: Expression;
}

export interface Call {
  readonly kind: "Call";
  readonly range: Range;
  readonly function: Expression;
  /** In source order: positional (`name` absent; may be `Starred`), keyword, and `**rest`. */
  readonly arguments: readonly Argument[];
}

export interface Argument {
  /** Where there is nothing but a value, the value's own. */
  readonly range: Range;
  readonly name: string | undefined;
  readonly nameRange: Range | undefined;
  /** `**rest` */
  readonly isDoubleStarred: boolean;
  readonly value: Expression;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";

export interface BinaryOperation {
  readonly kind: "BinaryOperation";
  readonly range: Range;
  readonly left: Expression;
  readonly operator: BinaryOperator;
  readonly right: Expression;
}

export interface UnaryOperation {
  readonly kind: "UnaryOperation";
  readonly range: Range;
  readonly operator: "-" | "+" | "~" | "not";
  readonly operand: Expression;
}

/** `a and b and c` is one node with three values. */
export interface BooleanOperation {
  readonly kind: "BooleanOperation";
  readonly range: Range;
  readonly operator: "and" | "or";
  readonly values: readonly Expression[];
}

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

/** `a < b <= c`: left `a`, then one entry for each further comparison. */
export interface Compare {
  readonly kind: "Compare";
  readonly range: Range;
  readonly left: Expression;
  readonly comparisons: readonly { readonly operator: CompareOperator; readonly right: Expression }[];
}

export interface Conditional {
  readonly kind: "Conditional";
  readonly range: Range;
  readonly test: Expression;
  readonly body: Expression;
  readonly orElse: Expression;
}

export interface Lambda {
  readonly kind: "Lambda";
  readonly range: Range;
  /** Just the word `lambda`. */
  readonly keywordRange: Range;
  readonly parameters: Parameters;
  readonly body: Expression;
}

export interface Tuple {
  readonly kind: "Tuple";
  readonly range: Range;
  readonly elements: readonly Expression[];
  readonly isParenthesized: boolean;
}

export interface List {
  readonly kind: "List";
  readonly range: Range;
  readonly elements: readonly Expression[];
}

export interface SetLiteral {
  readonly kind: "SetLiteral";
  readonly range: Range;
  readonly elements: readonly Expression[];
}

/** A `**rest` entry has no key. */
export interface Dict {
  readonly kind: "Dict";
  readonly range: Range;
  readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
}

export interface Comprehension {
  readonly kind: "Comprehension";
  readonly range: Range;
  readonly form: "list" | "set" | "dict" | "generator";
  /** The key, for a dict. */
  readonly key: Expression | undefined;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

export interface NamedExpression {
  readonly kind: "NamedExpression";
  readonly range: Range;
  readonly target: Name;
  readonly value: Expression;
}

export interface Await {
  readonly kind: "Await";
  readonly range: Range;
  readonly value: Expression;
}

export interface Yield {
  readonly kind: "Yield";
  readonly range: Range;
  readonly isFrom: boolean;
  readonly value: Expression | undefined;
}

/** What could not be read; `parts` are the expressions that could, in order. */
export interface ErrorExpression {
  readonly kind: "ErrorExpression";
  readonly range: Range;
  readonly parts: readonly Expression[];
}

// ── Functions ──────────────────────────────────────────────────────────────────────────────────

export interface Parameters {
  /** In source order. */
  readonly list: readonly Parameter[];
  /** From `(` to after `)` for a `def`; the bare list for a lambda. */
  readonly range: Range;
}

export interface Parameter {
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  readonly form: "positionalOnly" | "positionalOrKeyword" | "varPositional" | "keywordOnly" | "varKeyword";
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
}

// ── Statements ─────────────────────────────────────────────────────────────────────────────────

export type Statement =
  | FunctionDefinition
  | ClassDefinition
  | Return
  | Delete
  | Assign
  | AugmentedAssign
  | AnnotatedAssign
  | TypeAlias
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | ExpressionStatement
  | Pass
  | Break
  | Continue
  | ErrorStatement;

export interface FunctionDefinition {
  readonly kind: "FunctionDefinition";
  /** From the first decorator, if any, to the end of the body. */
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  readonly decorators: readonly Expression[];
  /** `T` and `U` of `[T, *U]`; absent without any. */
  readonly typeParameters?: readonly Name[];
  readonly parameters: Parameters;
  readonly returns: Expression | undefined;
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
}

export interface ClassDefinition {
  readonly kind: "ClassDefinition";
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  readonly decorators: readonly Expression[];
  /** `T` and `U` of `[T, *U]`; absent without any. */
  readonly typeParameters?: readonly Name[];
  readonly bases: readonly Argument[];
  readonly body: readonly Statement[];
}

export interface Return {
  readonly kind: "Return";
  readonly range: Range;
  readonly value: Expression | undefined;
}

export interface Delete {
  readonly kind: "Delete";
  readonly range: Range;
  readonly targets: readonly Expression[];
}

/** `a = b = value` has two targets. */
export interface Assign {
  readonly kind: "Assign";
  readonly range: Range;
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface AugmentedAssign {
  readonly kind: "AugmentedAssign";
  readonly range: Range;
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}

export interface AnnotatedAssign {
  readonly kind: "AnnotatedAssign";
  readonly range: Range;
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}

export interface TypeAlias {
  readonly kind: "TypeAlias";
  readonly range: Range;
  readonly name: Name;
  /** Absent without any. */
  readonly typeParameters?: readonly Name[];
  readonly value: Expression;
}

export interface For {
  readonly kind: "For";
  readonly range: Range;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[];
  readonly isAsync: boolean;
}

export interface While {
  readonly kind: "While";
  readonly range: Range;
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[];
}

/** `elif` is an `If` alone in `orElse`. */
export interface If {
  readonly kind: "If";
  readonly range: Range;
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[];
}

export interface With {
  readonly kind: "With";
  readonly range: Range;
  readonly items: readonly { readonly context: Expression; readonly target: Expression | undefined }[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
}

/** Patterns are kept only as far as names need them: the names that they bind. */
export interface Match {
  readonly kind: "Match";
  readonly range: Range;
  readonly subject: Expression;
  readonly cases: readonly {
    readonly range: Range;
    readonly captures: readonly Name[];
    readonly guard: Expression | undefined;
    readonly body: readonly Statement[];
  }[];
}

export interface Raise {
  readonly kind: "Raise";
  readonly range: Range;
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}

export interface Try {
  readonly kind: "Try";
  readonly range: Range;
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orElse: readonly Statement[];
  readonly finallyBody: readonly Statement[];
}

export interface ExceptHandler {
  readonly range: Range;
  readonly type: Expression | undefined;
  readonly name: Name | undefined;
  readonly body: readonly Statement[];
}

export interface Assert {
  readonly kind: "Assert";
  readonly range: Range;
  readonly test: Expression;
  readonly message: Expression | undefined;
}

/** `import a.b as c`, or `from m import a as c` with `name` "a"; `*` for a star. */
export interface ImportAlias {
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  readonly asName: Name | undefined;
}

export interface Import {
  readonly kind: "Import";
  readonly range: Range;
  readonly names: readonly ImportAlias[];
}

export interface ImportFrom {
  readonly kind: "ImportFrom";
  readonly range: Range;
  /** "" for `from . import x`. */
  readonly module: string;
  readonly moduleRange: Range;
  /** How many leading dots. */
  readonly level: number;
  readonly names: readonly ImportAlias[];
}

export interface Global {
  readonly kind: "Global";
  readonly range: Range;
  readonly isNonlocal: boolean;
  readonly names: readonly Name[];
}

export interface ExpressionStatement {
  readonly kind: "ExpressionStatement";
  readonly range: Range;
  readonly value: Expression;
}

export interface Pass {
  readonly kind: "Pass";
  readonly range: Range;
}

export interface Break {
  readonly kind: "Break";
  readonly range: Range;
}

export interface Continue {
  readonly kind: "Continue";
  readonly range: Range;
}

export interface ErrorStatement {
  readonly kind: "ErrorStatement";
  readonly range: Range;
  readonly expressions: readonly Expression[];
  readonly statements: readonly Statement[];
}

export type Node = Module | Statement | Expression;

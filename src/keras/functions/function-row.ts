/**
 * Rows of the table of functions: what a function of Keras or TensorFlow does to a gradient, to a dtype and to a shape.
 * The golden values of the parity suite hold every row to what real Keras does (`test/parity/functions`).
 */

/** What the result says of one argument's gradient. */
export type GradientEffect =
  /** It flows through. */
  | "through"
  /** There is one, and it is 0 everywhere: `sign`. */
  | "zero"
  /** TensorFlow answers None, though the argument's values decide: `round`, a comparison, a condition. */
  | "none"
  /** None, and only the argument's shape counts: `zeros_like`. */
  | "unread";

export interface FunctionParameter {
  readonly name: string;
  /** Undefined for a setting: an axis, a flag, a shape. */
  readonly gradient: GradientEffect | undefined;
  /** `*inputs`: all further arguments by position. */
  readonly isVariadic: boolean;
  /**
   * A setting's default as Python writes it, or `flat` where leaving an axis out lays all elements along one; undefined
   * where there is none, or it says nothing here.
   */
  readonly default: string | undefined;
}

/**
 * The result's dtype: always floats, whole numbers or booleans; that of the arguments (`same`; `number` where booleans
 * become numbers; `promoted` where a float among them makes all floats); or what the `dtype` argument says (`cast`).
 */
export type DtypeRule = "float" | "int" | "bool" | "same" | "number" | "promoted" | "cast";

/**
 * The result's shape: of each element alone, in the arguments' broadcast shape (`elementwise`); the first argument's, of
 * elements that see one another along an axis (`along`: softmax, cumsum); without the axes that `axis` names (`reduced`);
 * with one more (`expanded`, and for a list of tensors `stacked`); a list's, joined (`joined`); the shape that is asked
 * for (`given`); one axis (`flat`).
 */
export type ShapeRule = "elementwise" | "along" | "reduced" | "expanded" | "stacked" | "joined" | "given" | "flat";

export interface FunctionTraits {
  /** In Python's order, as far as they matter here; the settings behind the last one are left out. */
  readonly parameters: readonly FunctionParameter[];
  /** `python`: a value that is fixed before anything runs, or none at all. */
  readonly result: "tensor" | "python";
  /** Undefined: not certain from the arguments alone. */
  readonly dtype: DtypeRule | undefined;
  /** Undefined: another one. */
  readonly shape: ShapeRule | undefined;
  /** Called for more than its result: it prints, raises, sets something or runs functions that it is given. */
  readonly hasEffect: boolean;
}

export interface FunctionRow extends FunctionTraits {
  /** Canonical names; those of `keras.…` hold for `tf.keras.…` too. */
  readonly names: readonly string[];
}

export interface Kind {
  readonly dtype?: DtypeRule;
  readonly shape?: ShapeRule;
  readonly result?: "python";
  readonly hasEffect?: true;
}

/**
 * Functions that take the same and do the same, by the module that has them.
 *
 * `takes` lists the parameters as a Python signature does: a tensor by its name (`x`), with its effect on the gradient
 * where it is not `through` (`x:none`), a setting with `=` and its default (`axis=None`, `indices=`).
 */
export function functions(takes: string, kind: Kind, homes: Readonly<Record<string, string>>): FunctionRow {
  return {
    names: Object.entries(homes).flatMap(([home, names]) => names.split(/\s+/).map((name) => `${home}.${name}`)),
    parameters: takes === "" ? [] : takes.split(", ").map(parameterOf),
    result: kind.result ?? "tensor",
    dtype: kind.dtype,
    shape: kind.shape,
    hasEffect: kind.hasEffect ?? false,
  };
}

function parameterOf(text: string): FunctionParameter {
  const isVariadic = text.startsWith("*");
  const [, name = "", mark, rest = ""] = /^\*?(\w+)(?:([:=])(.*))?$/u.exec(text) ?? [];
  return {
    name,
    gradient: mark === "=" ? undefined : mark === ":" ? (rest as GradientEffect) : "through",
    isVariadic,
    default: mark === "=" && rest !== "" ? rest : undefined,
  };
}

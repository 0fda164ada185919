/** Operations in double precision, written for themselves: what random expressions are made of. */

export interface Doubles {
  readonly data: readonly number[];
  readonly shape: readonly number[];
}

/** An expression as Python text, and as a function of `p`. */
export interface Grown {
  readonly text: string;
  readonly run: (p: Doubles) => Doubles;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((left, right) => left * right, 1);

export function mapped(x: Doubles, apply: (value: number) => number): Doubles {
  return { shape: x.shape, data: x.data.map(apply) };
}

/** Position in `shape` of the element at `index` in `whole`, where dimensions of 1 are repeated. */
function repeatedAt(index: number, whole: readonly number[], shape: readonly number[]): number {
  let [rest, at, stride] = [index, 0, 1];
  for (let fromEnd = 1; fromEnd <= whole.length; fromEnd++) {
    const position = rest % whole.at(-fromEnd)!;
    rest = Math.floor(rest / whole.at(-fromEnd)!);
    const own = shape.at(-fromEnd) ?? 1;
    if (own !== 1) at += position * stride;
    stride *= own;
  }
  return at;
}

export function paired(a: Doubles, b: Doubles, apply: (left: number, right: number) => number): Doubles {
  const rank = Math.max(a.shape.length, b.shape.length);
  const shape = Array.from({ length: rank }, (_, axis) =>
    Math.max(a.shape.at(axis - rank) ?? 1, b.shape.at(axis - rank) ?? 1),
  );
  const data = Array.from({ length: sizeOf(shape) }, (_, at) =>
    apply(a.data[repeatedAt(at, shape, a.shape)]!, b.data[repeatedAt(at, shape, b.shape)]!),
  );
  return { shape, data };
}

export function reduced(x: Doubles, axis: number, isKept: boolean, apply: (values: number[]) => number): Doubles {
  const length = x.shape[axis]!;
  const inner = sizeOf(x.shape.slice(axis + 1));
  const outer = sizeOf(x.shape.slice(0, axis));
  const data = Array.from({ length: outer * inner }, (_, at) => {
    const first = Math.floor(at / inner) * length * inner + (at % inner);
    return apply(Array.from({ length }, (_, each) => x.data[first + each * inner]!));
  });
  return { shape: isKept ? x.shape.with(axis, 1) : x.shape.toSpliced(axis, 1), data };
}

interface Elementwise {
  readonly names: readonly string[];
  readonly wrap: (name: string, x: string) => string;
  readonly apply: (value: number) => number;
}

const call = (name: string, x: string): string => `${name}(${x})`;
const everywhere = (name: string): string[] => [`tf.${name}`, `K.${name}`, `ops.${name}`];
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** Functions of one element; those with a domain are given numbers inside of it. */
export const elementwise: readonly Elementwise[] = [
  { names: everywhere("abs"), wrap: call, apply: Math.abs },
  { names: everywhere("square"), wrap: (f, x) => `${f}(tf.tanh(${x}))`, apply: (x) => Math.tanh(x) ** 2 },
  { names: everywhere("exp"), wrap: (f, x) => `${f}(tf.sin(${x}))`, apply: (x) => Math.exp(Math.sin(x)) },
  {
    names: ["tf.math.log", "K.log", "ops.log"],
    wrap: (f, x) => `${f}(tf.abs(${x}) + 0.5)`,
    apply: (x) => Math.log(Math.abs(x) + 0.5),
  },
  {
    names: ["tf.math.log1p", "ops.log1p"],
    wrap: (f, x) => `${f}(tf.abs(${x}))`,
    apply: (x) => Math.log1p(Math.abs(x)),
  },
  { names: everywhere("sqrt"), wrap: (f, x) => `${f}(${x} * ${x} + 0.1)`, apply: (x) => Math.sqrt(x * x + 0.1) },
  {
    names: ["tf.math.rsqrt", "ops.rsqrt"],
    wrap: (f, x) => `${f}(${x} ** 2 + 0.3)`,
    apply: (x) => 1 / Math.sqrt(x * x + 0.3),
  },
  {
    names: ["tf.math.reciprocal", "ops.reciprocal"],
    wrap: (f, x) => `${f}(2 + tf.sin(${x}))`,
    apply: (x) => 1 / (2 + Math.sin(x)),
  },
  { names: everywhere("sin"), wrap: call, apply: Math.sin },
  { names: everywhere("cos"), wrap: call, apply: Math.cos },
  { names: ["tf.atan", "ops.arctan"], wrap: call, apply: Math.atan },
  {
    names: ["tf.asin", "ops.arcsin"],
    wrap: (f, x) => `${f}(0.8 * tf.sin(${x}))`,
    apply: (x) => Math.asin(0.8 * Math.sin(x)),
  },
  {
    names: ["tf.acos", "ops.arccos"],
    wrap: (f, x) => `${f}(tf.tanh(${x}) / 2)`,
    apply: (x) => Math.acos(Math.tanh(x) / 2),
  },
  { names: ["tf.asinh", "ops.arcsinh"], wrap: call, apply: Math.asinh },
  {
    names: ["tf.cosh", "ops.cosh"],
    wrap: (f, x) => `${f}(tf.sin(${x}))`,
    apply: (x) => Math.cosh(Math.sin(x)),
  },
  { names: everywhere("tanh"), wrap: call, apply: Math.tanh },
  { names: everywhere("sigmoid"), wrap: call, apply: sigmoid },
  { names: ["tf.math.softplus", "K.softplus", "ops.softplus"], wrap: call, apply: softplus },
  { names: ["tf.nn.softsign", "K.softsign", "ops.softsign"], wrap: call, apply: (x) => x / (1 + Math.abs(x)) },
  { names: ["tf.nn.relu", "K.relu", "ops.relu"], wrap: call, apply: (x) => Math.max(x, 0) },
  { names: ["tf.nn.elu", "K.elu", "ops.elu"], wrap: call, apply: (x) => (x > 0 ? x : Math.expm1(x)) },
  { names: ["tf.nn.leaky_relu", "ops.leaky_relu"], wrap: call, apply: (x) => (x > 0 ? x : 0.2 * x) },
  { names: ["tf.nn.silu", "ops.silu"], wrap: call, apply: (x) => x * sigmoid(x) },
  { names: ["tf.math.log_sigmoid", "ops.log_sigmoid"], wrap: call, apply: (x) => -softplus(-x) },
  { names: ["tf.negative", "ops.negative"], wrap: call, apply: (x) => -x },
  {
    names: ["tf.clip_by_value", "K.clip", "ops.clip"],
    wrap: (f, x) => `${f}(${x}, -0.6, 0.8)`,
    apply: (x) => clip(x, -0.6, 0.8),
  },
  {
    names: ["tf.pow", "K.pow", "ops.power"],
    wrap: (f, x) => `${f}(tf.abs(${x}) + 0.2, 1.5)`,
    apply: (x) => (Math.abs(x) + 0.2) ** 1.5,
  },
  {
    names: ["tf.where", "ops.where"],
    wrap: (f, x) => `${f}(${x} > 0.2, 0.5 * ${x} ** 2, tf.abs(${x}) - 0.5)`,
    apply: (x) => (x > 0.2 ? 0.5 * x * x : Math.abs(x) - 0.5),
  },
];

interface Pair {
  readonly names: readonly string[];
  readonly wrap: (name: string, x: string, y: string) => string;
  readonly apply: (left: number, right: number) => number;
}

const callPair = (name: string, x: string, y: string): string => `${name}(${x}, ${y})`;

export const pairs: readonly Pair[] = [
  { names: ["tf.add", "ops.add"], wrap: callPair, apply: (a, b) => a + b },
  { names: ["tf.subtract", "ops.subtract"], wrap: callPair, apply: (a, b) => a - b },
  { names: [""], wrap: (_, x, y) => `(${x} - ${y})`, apply: (a, b) => a - b },
  { names: ["tf.multiply", "ops.multiply"], wrap: callPair, apply: (a, b) => a * b },
  { names: [""], wrap: (_, x, y) => `${x} * ${y}`, apply: (a, b) => a * b },
  {
    names: ["tf.divide", "ops.divide", "tf.math.divide_no_nan"],
    wrap: (f, x, y) => `${f}(${x}, tf.abs(${y}) + 0.5)`,
    apply: (a, b) => a / (Math.abs(b) + 0.5),
  },
  { names: everywhere("maximum"), wrap: callPair, apply: Math.max },
  { names: everywhere("minimum"), wrap: callPair, apply: Math.min },
  { names: ["tf.math.squared_difference"], wrap: callPair, apply: (a, b) => (a - b) ** 2 },
  {
    names: ["tf.atan2", "ops.arctan2"],
    wrap: (f, x, y) => `${f}(${x}, tf.abs(${y}) + 0.5)`,
    apply: (a, b) => Math.atan2(a, Math.abs(b) + 0.5),
  },
  {
    names: ["tf.math.xlogy"],
    wrap: (f, x, y) => `${f}(${x}, tf.abs(${y}) + 0.5)`,
    apply: (a, b) => a * Math.log(Math.abs(b) + 0.5),
  },
  { names: ["ops.logaddexp"], wrap: callPair, apply: (a, b) => Math.log(Math.exp(a) + Math.exp(b)) },
];

const total = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0);
const average = (values: readonly number[]): number => total(values) / values.length;
const spread = (values: readonly number[]): number => average(values.map((value) => (value - average(values)) ** 2));
const product = (values: readonly number[]): number => values.reduce((left, right) => left * right, 1);
const itself = (x: string): string => x;

interface Reduction {
  readonly names: readonly string[];
  readonly before: (x: string) => string;
  readonly apply: (values: number[]) => number;
}

export const reductions: readonly Reduction[] = [
  { names: ["tf.reduce_sum", "K.sum", "ops.sum", "tf.math.reduce_sum"], before: itself, apply: total },
  { names: ["tf.reduce_mean", "K.mean", "ops.mean"], before: itself, apply: average },
  { names: ["tf.reduce_max", "K.max", "ops.max"], before: itself, apply: (values) => Math.max(...values) },
  { names: ["tf.reduce_min", "K.min", "ops.min"], before: itself, apply: (values) => Math.min(...values) },
  { names: ["tf.reduce_prod", "K.prod", "ops.prod"], before: itself, apply: product },
  {
    names: ["tf.reduce_logsumexp", "ops.logsumexp"],
    before: itself,
    apply: (values) => Math.log(total(values.map(Math.exp))),
  },
  { names: ["tf.math.reduce_variance", "K.var", "ops.var"], before: itself, apply: spread },
  {
    names: ["tf.norm", "ops.norm"],
    before: (x) => `(2 + tf.sin(${x}))`,
    apply: (values) => Math.sqrt(total(values.map((value) => (2 + Math.sin(value)) ** 2))),
  },
];

type Reshaping = (inner: Grown, shape: readonly number[], random: () => number) => Grown;

const after = (inner: Grown, text: string, change: (x: Doubles) => Doubles): Grown => ({
  text,
  run: (p) => change(inner.run(p)),
});

/** Elements of `x` at the places that `from` names for each place of the result. */
function moved(shape: readonly number[], from: (at: number) => number, x: Doubles): Doubles {
  return { shape, data: Array.from({ length: sizeOf(shape) }, (_, at) => x.data[from(at)]!) };
}

export const reshapings: readonly Reshaping[] = [
  (inner) => after(inner, `tf.reshape(${inner.text}, [-1])`, (x) => ({ data: x.data, shape: [x.data.length] })),
  (inner) => after(inner, `K.flatten(${inner.text})`, (x) => ({ data: x.data, shape: [x.data.length] })),
  (inner) => after(inner, `ops.expand_dims(${inner.text}, 0)`, (x) => ({ data: x.data, shape: [1, ...x.shape] })),
  (inner) => after(inner, `K.expand_dims(${inner.text})`, (x) => ({ data: x.data, shape: [...x.shape, 1] })),
  (inner, shape) => {
    if (shape.length !== 2) return inner;
    const [rows, columns] = shape as [number, number];
    return after(inner, `tf.transpose(${inner.text})`, (x) =>
      moved([columns, rows], (at) => (at % rows) * columns + Math.floor(at / rows), x),
    );
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const [first, ...rest] = shape as [number, ...number[]];
    const inside = sizeOf(rest);
    return after(inner, `tf.reverse(${inner.text}, [0])`, (x) =>
      moved(shape, (at) => (first - 1 - Math.floor(at / inside)) * inside + (at % inside), x),
    );
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const [first, ...rest] = shape as [number, ...number[]];
    return after(inner, `tf.concat([${inner.text}, 2.0 * ${inner.text}], 0)`, (x) => ({
      shape: [first * 2, ...rest],
      data: [...x.data, ...x.data.map((value) => 2 * value)],
    }));
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const last = shape.at(-1)!;
    return after(inner, `${inner.text}[..., ::-1]`, (x) =>
      moved(shape, (at) => at - (at % last) + last - 1 - (at % last), x),
    );
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const last = shape.at(-1)!;
    const within = (x: Doubles, at: number): readonly number[] => x.data.slice(at - (at % last), at + 1);
    return after(inner, `tf.cumsum(${inner.text}, axis=-1)`, (x) => ({
      shape: x.shape,
      data: x.data.map((_, at) => total(within(x, at))),
    }));
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const last = shape.at(-1)!;
    return after(inner, `tf.nn.softmax(${inner.text})`, (x) => ({
      shape: x.shape,
      data: x.data.map((value, at) => {
        const row = x.data.slice(at - (at % last), at - (at % last) + last);
        return Math.exp(value) / total(row.map(Math.exp));
      }),
    }));
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const first = shape[0]!;
    const inside = sizeOf(shape.slice(1));
    return after(inner, `tf.gather(${inner.text}, [0, ${first - 1}, 0])`, (x) =>
      moved([3, ...shape.slice(1)], (at) => [0, first - 1, 0][Math.floor(at / inside)]! * inside + (at % inside), x),
    );
  },
  (inner, shape) => {
    if (shape.length === 0) return inner;
    const last = shape.at(-1)!;
    const ordered = (x: Doubles, at: number): number =>
      x.data.slice(at - (at % last), at - (at % last) + last).sort((a, b) => a - b)[at % last]!;
    return after(inner, `tf.sort(${inner.text}, axis=-1)`, (x) => ({
      shape: x.shape,
      data: x.data.map((_, at) => ordered(x, at)),
    }));
  },
  (inner, shape) => {
    if (shape.length !== 2) return inner;
    const [rows, columns] = shape as [number, number];
    return after(inner, `tf.matmul(${inner.text}, ${inner.text}, transpose_b=True)`, (x) => ({
      shape: [rows, rows],
      data: Array.from({ length: rows * rows }, (_, at) =>
        total(
          Array.from(
            { length: columns },
            (_, each) => x.data[Math.floor(at / rows) * columns + each]! * x.data[(at % rows) * columns + each]!,
          ),
        ),
      ),
    }));
  },
];

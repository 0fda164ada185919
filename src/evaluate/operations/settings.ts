/** What Keras is set to: `epsilon()`, `floatx()` and questions about dtypes. */

import { isFloating, isInteger, resultType } from "../dtype.ts";
import { Unsupported } from "../failure.ts";
import { epsilon } from "./calls/constants.ts";
import { isTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { dtype, items, scalar } from "./calls/parameters.ts";

const unchanged = (what: string) => new Unsupported(`Changing Keras's ${what} inside a loss is not evaluated`);

export const settings: readonly Operation[] = [
  op({
    names: ["keras.backend.epsilon", "keras.config.epsilon"],
    signature: "",
    doc: "1e-7, the small number that Keras adds against division by zero",
    compute: () => epsilon,
  }),
  op({
    names: ["keras.backend.floatx", "keras.config.floatx"],
    signature: "",
    doc: "'float32', the dtype that Keras makes tensors of",
    compute: () => "float32",
  }),
  op({
    names: ["keras.backend.image_data_format", "keras.config.image_data_format", "keras.backend.image_dim_ordering"],
    signature: "",
    doc: "'channels_last'",
    compute: (call) => (call.name.endsWith("ordering") ? "tf" : "channels_last"),
  }),
  op({
    names: ["keras.backend.backend", "keras.config.backend"],
    signature: "",
    doc: "'tensorflow'",
    compute: () => "tensorflow",
  }),
  op({
    names: ["keras.version"],
    signature: "",
    doc: "The release of Keras that is meant",
    compute: (call) => call.context.keras.version,
  }),
  op({
    names: ["keras.backend.set_epsilon", "keras.config.set_epsilon"],
    signature: "value",
    doc: "Sets epsilon; only to what it is",
    compute: (_call, value) => {
      if (scalar(value!) !== epsilon) throw unchanged("epsilon");
      return null;
    },
  }),
  op({
    names: ["keras.backend.set_floatx", "keras.config.set_floatx"],
    signature: "value",
    doc: "Sets floatx; only to what it is",
    compute: (_call, value) => {
      if (value !== "float32") throw unchanged("floatx");
      return null;
    },
  }),
  op({
    names: ["keras.backend.set_image_data_format", "keras.config.set_image_data_format"],
    signature: "data_format",
    doc: "Sets the image data format; only to what it is",
    compute: (_call, value) => {
      if (value !== "channels_last") throw unchanged("image data format");
      return null;
    },
  }),
  op({
    names: ["keras.backend.dtype", "keras.ops.dtype"],
    signature: "x",
    doc: "The dtype's name",
    compute: (_call, x) => {
      if (isTensor(x!)) return x.dtype;
      throw new Unsupported("The dtype of what is no tensor is not evaluated");
    },
  }),
  op({
    names: ["keras.backend.standardize_dtype"],
    signature: "dtype",
    doc: "The dtype's name",
    compute: (_call, type) => dtype(type!, "float32"),
  }),
  op({
    names: ["keras.backend.is_float_dtype"],
    signature: "dtype",
    doc: "Whether a dtype is floating",
    compute: (_call, type) => isFloating(dtype(type!, "float32")),
  }),
  op({
    names: ["keras.backend.is_int_dtype"],
    signature: "dtype",
    doc: "Whether a dtype is an integer",
    compute: (_call, type) => isInteger(dtype(type!, "float32")),
  }),
  op({
    names: ["keras.backend.result_type"],
    signature: "*dtypes",
    doc: "The dtype of an operation on several",
    compute: (_call, types) =>
      resultType(
        ...items(types!).map((type) => {
          if (typeof type === "object" && type !== null && type.type === "nativeClass" && type.name !== "bool")
            return type.name === "int" ? "int" : "float";
          return dtype(type, "float32");
        }),
      ),
  }),
  op({
    names: ["tf.is_tensor", "keras.ops.is_tensor", "keras.backend.is_keras_tensor", "keras.backend.is_tensor"],
    signature: "x",
    doc: "Whether something is a tensor; no KerasTensor reaches a loss",
    compute: (call, x) => isTensor(x!) && !call.name.endsWith("is_keras_tensor"),
  }),
  op({
    names: ["keras.backend.is_sparse"],
    signature: "tensor",
    doc: "Whether a tensor is sparse: none is here",
    compute: () => false,
  }),
  op({
    names: ["keras.backend.to_dense"],
    signature: "tensor",
    doc: "The tensor itself, where it is dense",
    compute: (_call, tensor) => tensor!,
  }),
  op({
    names: ["tf.executing_eagerly"],
    signature: "",
    doc: "True: a direct call is eager, compiled training is not",
    compute: () => true,
  }),
];

/** Convolutions, pools and blocks of pixels, channels last. */

import { PythonError, Unsupported } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as convolutions from "../kernels/convolution.ts";
import { depthToSpace, extractPatches, spaceToDepth } from "../kernels/image.ts";
import { avgPool, maxPool } from "../kernels/pooling.ts";
import { pad } from "../kernels/shape.ts";
import { rankOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { toTensor } from "./calls/convert.ts";
import { eagerOperands, promotedOperands, requireFloat } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { integer, integers, items } from "./calls/parameters.ts";

/** `SAME` or `same`; anything else than those two is refused. */
export function paddingOf(value: Value): "valid" | "same" {
  const name = typeof value === "string" ? value.toLowerCase() : "";
  if (name === "valid" || name === "same") return name;
  throw new Unsupported("Padding other than 'valid' and 'same' is not evaluated");
}

export function requireChannelsLast(format: Value): void {
  if (format === null || /^(N\w*C|channels_last)$/u.test(String(format))) return;
  throw new Unsupported("Channels first are not evaluated");
}

/** One number for each spatial axis; a list of four or five has batch and channels at its ends. */
export function perAxis(value: Value, axes: number, fallback = 1): number[] {
  if (value === null) return new Array<number>(axes).fill(fallback);
  const given = integers(value);
  if (given.length === 1) return new Array<number>(axes).fill(given[0]!);
  return given.length === axes + 2 ? given.slice(1, -1) : given;
}

function convolved(
  call: Call,
  x: Value,
  filter: Value,
  strides: Value,
  padding: Value,
  format: Value,
  dilations: Value,
): Tensor {
  requireChannelsLast(format);
  const operands =
    call.library === "ops" ? promotedOperands(call, [x, filter]) : eagerOperands(call, "Conv2D", [x, filter]);
  const [input, weights] = operands as [Tensor, Tensor];
  const axes = rankOf(input) - 2;
  return convolutions.convolution(
    requireFloat("Conv2D", input),
    weights,
    perAxis(strides, axes),
    paddingOf(padding),
    perAxis(dilations, axes),
  );
}

function pooled(
  call: Call,
  kind: "max" | "avg",
  x: Value,
  window: Value,
  strides: Value,
  padding: Value,
  format: Value,
): Tensor {
  requireChannelsLast(format);
  const input = requireFloat(kind === "max" ? "MaxPool" : "AvgPool", toTensor(x, call.context));
  const axes = rankOf(input) - 2;
  if (axes < 1) {
    const name = kind === "max" ? "MaxPool" : "AvgPool";
    throw new PythonError("InvalidArgumentError", `Input must be 4 or 5-dimensional [Op:${name}]`);
  }
  const size = perAxis(window, axes);
  const steps = strides === null ? size : perAxis(strides, axes);
  return (kind === "max" ? maxPool : avgPool)(input, size, steps, paddingOf(padding));
}

const pools = [
  ["max", "Largest of each window"],
  ["avg", "Mean of each window"],
] as const;

const tensorFlowPool = "input, ksize, strides, padding, data_format=None";

export const windowed: readonly Operation[] = [
  op({
    names: [
      "tf.nn.conv1d",
      "tf.nn.conv2d",
      "tf.nn.conv3d",
      "tf.nn.convolution",
      "keras.backend.conv1d",
      "keras.backend.conv2d",
      "keras.backend.conv3d",
      "keras.ops.conv",
    ],
    signature: {
      "tf.nn.conv1d": "conv1d_v2(input, filters, stride, padding, data_format='NWC', dilations=None)",
      "tf.nn.conv2d": "conv2d_v2(input, filters, strides, padding, data_format='NHWC', dilations=None)",
      "tf.nn.conv3d": "conv3d_v2(input, filters, strides, padding, data_format='NDHWC', dilations=None)",
      "tf.nn.convolution":
        "convolution_v2(input, filters, strides=None, padding='VALID', data_format=None, dilations=None)",
      K: "x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
      ops: "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
    },
    doc: "Convolution",
    compute: (call, x, filter, strides, padding, format, dilations) =>
      convolved(call, x!, filter!, strides!, padding!, format!, dilations!),
  }),
  op({
    names: ["tf.nn.depthwise_conv2d", "keras.backend.depthwise_conv2d", "keras.ops.depthwise_conv"],
    signature: {
      tf: "depthwise_conv2d_v2(input, filter, strides, padding, data_format=None, dilations=None)",
      K: "x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)",
      ops: "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
    },
    doc: "Convolution of each channel by itself",
    compute: (call, x, filter, strides, padding, format, dilations) => {
      requireChannelsLast(format!);
      const [input, weights] = eagerOperands(call, "DepthwiseConv2dNative", [x!, filter!]) as [Tensor, Tensor];
      const axes = rankOf(input) - 2;
      return convolutions.depthwiseConvolution(
        requireFloat("DepthwiseConv2dNative", input),
        weights,
        perAxis(strides!, axes),
        paddingOf(padding!),
        perAxis(dilations!, axes),
      );
    },
  }),
  op({
    names: ["tf.nn.separable_conv2d", "keras.backend.separable_conv2d", "keras.ops.separable_conv"],
    signature: {
      tf: "separable_conv2d_v2(input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None)",
      K: "x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)",
      ops: "inputs, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
    },
    doc: "Convolution of each channel, then across channels",
    compute: (call, x, depthwise, pointwise, strides, padding, format, dilations) => {
      requireChannelsLast(format!);
      const [input, first, second] = eagerOperands(call, "Conv2D", [x!, depthwise!, pointwise!]) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      const axes = rankOf(input) - 2;
      const ones = new Array<number>(axes).fill(1);
      const middle = convolutions.depthwiseConvolution(
        input,
        first,
        perAxis(strides!, axes),
        paddingOf(padding!),
        perAxis(dilations!, axes),
      );
      return convolutions.convolution(middle, second, ones, "valid", ones);
    },
  }),
  ...pools.map(([kind, doc]) =>
    op({
      names: [
        ...["", "1d", "2d", "3d"].map((size) => `tf.nn.${kind}_pool${size}`),
        kind === "max" ? "keras.ops.max_pool" : "keras.ops.average_pool",
      ],
      signature: { tf: tensorFlowPool, ops: "inputs, pool_size, strides=None, padding='valid', data_format=None" },
      doc,
      compute: (call, x, window, strides, padding, format) =>
        pooled(call, kind, x!, window!, strides!, padding!, format!),
    }),
  ),
  op({
    names: ["keras.backend.pool2d", "keras.backend.pool3d"],
    signature: {
      "keras.backend.pool2d": "x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'",
      "keras.backend.pool3d": "x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'",
    },
    doc: "Largest or mean of each window",
    compute: (call, x, window, strides, padding, format, mode) =>
      pooled(call, mode === "avg" ? "avg" : "max", x!, window!, strides!, padding!, format!),
  }),
  op({
    names: ["tf.nn.depth_to_space", "tf.nn.space_to_depth", "keras.ops.depth_to_space", "keras.ops.space_to_depth"],
    signature: { tf: "input, block_size, data_format='NHWC'", ops: "x, block_size, data_format='channels_last'" },
    doc: "Channels as blocks of pixels, or back",
    compute: (call, x, block, format) => {
      requireChannelsLast(format!);
      const kernel = call.name.endsWith("depth_to_space") ? depthToSpace : spaceToDepth;
      return kernel(toTensor(x!, call.context), integer(block!));
    },
  }),
  op({
    names: ["tf.image.extract_patches"],
    signature: "extract_image_patches_v2(images, sizes, strides, rates, padding)",
    doc: "Windows of pixels along the last axis",
    compute: (call, images, sizes, strides, rates, padding) =>
      extractPatches(
        toTensor(images!, call.context),
        perAxis(sizes!, 2),
        perAxis(strides!, 2),
        perAxis(rates!, 2),
        paddingOf(padding!),
      ),
  }),
  op({
    names: ["keras.backend.temporal_padding", "keras.backend.spatial_2d_padding", "keras.backend.spatial_3d_padding"],
    signature: {
      "keras.backend.temporal_padding": "x, padding=(1, 1)",
      "keras.backend.spatial_2d_padding": "x, padding=((1, 1), (1, 1)), data_format=None",
      "keras.backend.spatial_3d_padding": "x, padding=((1, 1), (1, 1), (1, 1)), data_format=None",
    },
    doc: "Zeros around the inner axes",
    compute: (call, x, padding, format) => {
      requireChannelsLast(format ?? null);
      const isTemporal = call.name.endsWith("temporal_padding");
      const pairs = (isTemporal ? [padding!] : items(padding!)).map((pair) => integers(pair) as [number, number]);
      return pad(toTensor(x!, call.context), [[0, 0], ...pairs, [0, 0]], "constant", 0);
    },
  }),
];

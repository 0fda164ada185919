/** The layers of a model as its text makes them, from an output back to the input. */

import type { Call } from "../../python/ast.ts";

export interface Layer {
  /** Without its module: `Dense`; `Softmax` and `Sigmoid` are those functions too. */
  readonly kind: string;
  /** What makes the layer, or calls the function. */
  readonly call: Call;
  /** What it is called with; undefined among them is what the text does not say. */
  inputs(): readonly (Layer | undefined)[];
}

export interface ModelOutput {
  /** What a dictionary of losses calls it. */
  readonly name: string | undefined;
  readonly layer: Layer;
}

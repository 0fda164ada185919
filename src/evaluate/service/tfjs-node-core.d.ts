/** Made while bundling (esbuild.mjs): what the sources of @tensorflow/tfjs-node take from TensorFlow.js's core. */
declare module "tfjs-node:core" {
  export const coreOfTfjsNode: Readonly<Record<string, unknown>>;
}

/** The sources of @tensorflow/tfjs-node, bundled as they are; their own types are not checked with ours. */

declare module "@tensorflow/tfjs-node/src/nodejs_kernel_backend" {
  import type { KernelBackend } from "@tensorflow/tfjs-core";
  export class NodeJSKernelBackend extends KernelBackend {
    constructor(binding: unknown, packageName: string);
  }
}

declare module "@tensorflow/tfjs-node/src/register_all_kernels" {}

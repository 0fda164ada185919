/** Which dotted names are modules of the libraries. */

const modules: ReadonlySet<string> = new Set(
  `tf tf.math tf.nn tf.linalg tf.image tf.random tf.debugging tf.dtypes tf.signal tf.sparse tf.strings tf.sets tf.bitwise
  tf.experimental tf.experimental.numpy tf.compat tf.compat.v1 tf.compat.v1.math tf.compat.v1.nn tf.compat.v1.losses
  tf.compat.v1.keras tf.compat.v1.linalg tf.compat.v1.image tf.compat.v1.debugging tf.compat.v1.random tf.autograph
  tf.config tf.config.experimental tf.distribute tf.errors tf.io tf.data tf.train tf.saved_model tf.summary tf.types
  tf.losses tf.contrib tf.version tf.quantization tf.ragged tf.nest tf.test tf.profiler tf.lite tf.tpu tf.xla tf.raw_ops
  tf.autodiff tf.python tf.python.ops tf.python.framework tf.python.keras tf.keras.backend.tf
  keras keras.backend keras.ops keras.ops.numpy keras.ops.nn keras.ops.linalg keras.ops.image
  keras.losses keras.metrics keras.activations keras.layers keras.models keras.saving keras.utils
  keras.random keras.config keras.regularizers keras.initializers keras.constraints keras.optimizers keras.callbacks
  keras.applications keras.datasets keras.preprocessing keras.mixed_precision keras.distribution keras.dtype_policies
  keras.tree keras.quantizers keras.export keras.visualization keras.wrappers keras.legacy keras.engine keras.core
  keras.backend.tf keras.backend.tf.math keras.backend.tf.nn keras.backend.tf.image keras.backend.tf.linalg
  keras.backend.math keras.src keras.metrics.metrics keras.experimental keras.estimator keras.premade keras.optimizers.schedules
  numpy numpy.linalg numpy.random numpy.fft numpy.ma numpy.testing numpy.lib numpy.polynomial numpy.typing`.split(
    /\s+/u,
  ),
);

/** `tf.math`, `keras.backend`, `tf.keras.losses`. */
export function isModuleName(name: string): boolean {
  return modules.has(name) || (name.startsWith("tf.keras") && modules.has(name.slice("tf.".length)));
}

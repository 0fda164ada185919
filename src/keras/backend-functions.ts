/**
 * The functions of `keras.backend`, by the versions that have them.
 *
 * Keras 3 keeps fourteen of them. `tensorflow.keras.backend` of TensorFlow 2.16 and later has those and the old ones
 * that still run on TensorFlow.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Public in Keras 3. */
export const backendFunctionsOfKeras3 = words(`
backend clear_session epsilon floatx get_uid image_data_format is_float_dtype is_int_dtype is_keras_tensor result_type
set_epsilon set_floatx set_image_data_format standardize_dtype`);

/** In `tensorflow.keras.backend` of TensorFlow 2.16 and later, deprecated, TensorFlow only. */
export const oldBackendFunctions = words(`
abs all any arange argmax argmin batch_dot batch_flatten batch_get_value batch_normalization batch_set_value bias_add
binary_crossentropy binary_focal_crossentropy cast cast_to_floatx categorical_crossentropy
categorical_focal_crossentropy clip concatenate constant conv1d conv2d conv2d_transpose conv3d cos count_params
ctc_batch_cost ctc_decode ctc_label_dense_to_sparse cumprod cumsum depthwise_conv2d dot dropout dtype elu equal eval exp
expand_dims eye flatten foldl foldr gather get_value gradients greater greater_equal hard_sigmoid in_top_k int_shape
is_sparse l2_normalize less less_equal log map_fn max maximum mean min minimum moving_average_update name_scope ndim
not_equal one_hot ones ones_like permute_dimensions pool2d pool3d pow prod random_bernoulli random_normal
random_normal_variable random_uniform random_uniform_variable relu repeat repeat_elements reshape resize_images
resize_volumes reverse rnn round separable_conv2d set_value shape sigmoid sign sin softmax softplus softsign
sparse_categorical_crossentropy spatial_2d_padding spatial_3d_padding sqrt square squeeze stack std stop_gradient sum
switch tanh temporal_padding tile to_dense transpose truncated_normal update update_add update_sub var variable zeros
zeros_like`);

/** In `tf.keras` up to TensorFlow 2.15, in nothing since. */
export const backendFunctionsGoneSince215 = words(`
function get_session set_session learning_phase learning_phase_scope set_learning_phase in_train_phase in_test_phase
placeholder print_tensor local_conv1d local_conv2d random_binomial manual_variable_initialization
normalize_batch_in_training reset_uids binary_weighted_focal_crossentropy`);

/** In Keras 2.3.1, neither in TensorFlow 2.15's Keras nor in Keras 3. */
export const backendFunctionsGoneSince23 = words(`
logsumexp identity slice size is_tensor is_variable is_placeholder is_symbolic symbolic eager control_dependencies
conv3d_transpose separable_conv1d get_variable_shape normalize_data_format image_dim_ordering set_image_dim_ordering get_graph
transpose_shape pattern_broadcast v1_variable_initialization tf`);

/** In Keras 1 alone. */
export const backendFunctionsOfKeras1 = words(`
lesser lesser_equal deconv2d atrous_conv2d asymmetric_spatial_2d_padding asymmetric_temporal_padding pack
legacy_weight_ordering set_legacy_weight_ordering`);

/** When a backend function was last there: `undefined` for a name that `keras.backend` never had. */
export type BackendFunctionEra = "keras3" | "tf.keras" | "until2.15" | "until2.3" | "keras1" | undefined;

/** Says which versions have `keras.backend.<name>`. */
export function eraOfBackendFunction(name: string): BackendFunctionEra {
  if (backendFunctionsOfKeras3.has(name)) return "keras3";
  if (oldBackendFunctions.has(name)) return "tf.keras";
  if (backendFunctionsGoneSince215.has(name)) return "until2.15";
  if (backendFunctionsGoneSince23.has(name)) return "until2.3";
  if (backendFunctionsOfKeras1.has(name)) return "keras1";
  return undefined;
}

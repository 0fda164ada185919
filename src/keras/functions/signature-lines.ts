/** What Loss Lens evaluates, a name a line, with its signature. This file is generated: `npm run generate`. */
export const signatureLines = `
keras.Variable initializer, shape=None, dtype=None, trainable=True, autocast=True, aggregation='none', synchronization='auto', name=None
keras.activations.celu x, alpha=1.0
keras.activations.elu x, alpha=1.0
keras.activations.exponential x
keras.activations.gelu x, approximate=False
keras.activations.glu x, axis=-1
keras.activations.hard_shrink x, threshold=0.5
keras.activations.hard_sigmoid x
keras.activations.hard_silu x
keras.activations.hard_swish x
keras.activations.hard_tanh x
keras.activations.leaky_relu x, negative_slope=0.2
keras.activations.linear x
keras.activations.log_sigmoid x
keras.activations.log_softmax x, axis=-1
keras.activations.mish x
keras.activations.relu x, negative_slope=0.0, max_value=None, threshold=0.0
keras.activations.relu6 x
keras.activations.selu x
keras.activations.sigmoid x
keras.activations.silu x
keras.activations.soft_shrink x, threshold=0.5
keras.activations.softmax x, axis=-1
keras.activations.softplus x
keras.activations.softsign x
keras.activations.sparse_plus x
keras.activations.sparse_sigmoid x
keras.activations.sparsemax x, axis=-1
keras.activations.squareplus x, b=4
keras.activations.swish x
keras.activations.tanh x
keras.activations.tanh_shrink x
keras.activations.threshold x, threshold, default_value
keras.backend._to_tensor x, dtype
keras.backend.abs x
keras.backend.all x, axis=None, keepdims=False
keras.backend.any x, axis=None, keepdims=False
keras.backend.arange start, stop=None, step=1, dtype='int32'
keras.backend.argmax x, axis=-1
keras.backend.argmin x, axis=-1
keras.backend.backend
keras.backend.batch_dot x, y, axes=None
keras.backend.batch_flatten x
keras.backend.batch_get_value tensors
keras.backend.batch_normalization x, mean, var, beta, gamma, axis=-1, epsilon=0.001
keras.backend.bias_add x, bias, data_format=None
keras.backend.binary_crossentropy target, output, from_logits=False
keras.backend.binary_focal_crossentropy target, output, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False
keras.backend.cast x, dtype
keras.backend.cast_to_floatx x
keras.backend.categorical_crossentropy target, output, from_logits=False, axis=-1
keras.backend.categorical_focal_crossentropy target, output, alpha=0.25, gamma=2.0, from_logits=False, axis=-1
keras.backend.clip x, min_value, max_value
keras.backend.concatenate tensors, axis=-1
keras.backend.constant value, dtype=None, shape=None, name=None
keras.backend.conv1d x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1
keras.backend.conv2d x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1
keras.backend.conv3d x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1
keras.backend.cos x
keras.backend.count_params x
keras.backend.cumprod x, axis=0
keras.backend.cumsum x, axis=0
keras.backend.depthwise_conv2d x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)
keras.backend.dot x, y
keras.backend.dropout x, level, noise_shape=None, seed=None
keras.backend.dtype x
keras.backend.elu x, alpha=1.0
keras.backend.epsilon
keras.backend.equal x, y
keras.backend.eval x
keras.backend.exp x
keras.backend.expand_dims x, axis=-1
keras.backend.eye size, dtype=None, name=None
keras.backend.flatten x
keras.backend.floatx
keras.backend.foldl fn, elems, initializer=None, name=None
keras.backend.foldr fn, elems, initializer=None, name=None
keras.backend.gather reference, indices
keras.backend.get_value x
keras.backend.gradients loss, variables
keras.backend.greater x, y
keras.backend.greater_equal x, y
keras.backend.hard_sigmoid x
keras.backend.identity x
keras.backend.image_data_format
keras.backend.image_dim_ordering
keras.backend.in_top_k predictions, targets, k
keras.backend.int_shape x
keras.backend.is_float_dtype dtype
keras.backend.is_int_dtype dtype
keras.backend.is_keras_tensor x
keras.backend.is_sparse tensor
keras.backend.is_tensor x
keras.backend.l2_normalize x, axis=None
keras.backend.less x, y
keras.backend.less_equal x, y
keras.backend.log x
keras.backend.logsumexp x, axis=None, keepdims=False
keras.backend.map_fn fn, elems, name=None, dtype=None
keras.backend.max x, axis=None, keepdims=False
keras.backend.maximum x, y
keras.backend.mean x, axis=None, keepdims=False
keras.backend.min x, axis=None, keepdims=False
keras.backend.minimum x, y
keras.backend.name_scope name
keras.backend.ndim x
keras.backend.not_equal x, y
keras.backend.one_hot indices, num_classes
keras.backend.ones shape, dtype=None, name=None
keras.backend.ones_like x, dtype=None, name=None
keras.backend.permute_dimensions x, pattern
keras.backend.pool2d x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'
keras.backend.pool3d x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'
keras.backend.pow x, a
keras.backend.prod x, axis=None, keepdims=False
keras.backend.random_bernoulli shape, p=0.0, dtype=None, seed=None
keras.backend.random_binomial shape, p=0.0, dtype=None, seed=None
keras.backend.random_normal shape, mean=0.0, stddev=1.0, dtype=None, seed=None
keras.backend.random_normal_variable shape, mean, scale, dtype=None, name=None, seed=None
keras.backend.random_uniform shape, minval=0.0, maxval=1.0, dtype=None, seed=None
keras.backend.random_uniform_variable shape, low, high, dtype=None, name=None, seed=None
keras.backend.relu x, alpha=0.0, max_value=None, threshold=0.0
keras.backend.repeat x, n
keras.backend.repeat_elements x, rep, axis
keras.backend.reshape x, shape
keras.backend.resize_images x, height_factor, width_factor, data_format, interpolation='nearest'
keras.backend.resize_volumes x, depth_factor, height_factor, width_factor, data_format
keras.backend.result_type *dtypes
keras.backend.reverse x, axes
keras.backend.round x
keras.backend.separable_conv2d x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)
keras.backend.set_epsilon value
keras.backend.set_floatx value
keras.backend.set_image_data_format data_format
keras.backend.shape x
keras.backend.sigmoid x
keras.backend.sign x
keras.backend.sin x
keras.backend.size x
keras.backend.slice x, start, size
keras.backend.softmax x, axis=-1
keras.backend.softplus x
keras.backend.softsign x
keras.backend.sparse_categorical_crossentropy target, output, from_logits=False, axis=-1, ignore_class=None
keras.backend.spatial_2d_padding x, padding=((1, 1), (1, 1)), data_format=None
keras.backend.spatial_3d_padding x, padding=((1, 1), (1, 1), (1, 1)), data_format=None
keras.backend.sqrt x
keras.backend.square x
keras.backend.squeeze x, axis
keras.backend.stack x, axis=0
keras.backend.standardize_dtype dtype
keras.backend.std x, axis=None, keepdims=False
keras.backend.stop_gradient variables
keras.backend.sum x, axis=None, keepdims=False
keras.backend.switch condition, then_expression, else_expression
keras.backend.tanh x
keras.backend.temporal_padding x, padding=(1, 1)
keras.backend.tile x, n
keras.backend.to_dense tensor
keras.backend.transpose x
keras.backend.truncated_normal shape, mean=0.0, stddev=1.0, dtype=None, seed=None
keras.backend.var x, axis=None, keepdims=False
keras.backend.variable value, dtype=None, name=None, constraint=None
keras.backend.zeros shape, dtype=None, name=None
keras.backend.zeros_like x, dtype=None, name=None
keras.config.backend
keras.config.epsilon
keras.config.floatx
keras.config.image_data_format
keras.config.set_epsilon value
keras.config.set_floatx value
keras.config.set_image_data_format data_format
keras.losses.BCE y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.losses.BinaryCrossentropy from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='binary_crossentropy', dtype=None
keras.losses.BinaryFocalCrossentropy apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='binary_focal_crossentropy', dtype=None
keras.losses.CTC reduction='sum_over_batch_size', name='ctc', dtype=None
keras.losses.CategoricalCrossentropy from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='categorical_crossentropy', dtype=None
keras.losses.CategoricalFocalCrossentropy alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='categorical_focal_crossentropy', dtype=None
keras.losses.CategoricalGeneralizedCrossEntropy q=0.5, reduction='sum_over_batch_size', name='categorical_generalized_cross_entropy', dtype=None
keras.losses.CategoricalHinge reduction='sum_over_batch_size', name='categorical_hinge', dtype=None
keras.losses.Circle gamma=80.0, margin=0.4, remove_diagonal=True, reduction='sum_over_batch_size', name='circle', dtype=None
keras.losses.CosineSimilarity axis=-1, reduction='sum_over_batch_size', name='cosine_similarity', dtype=None
keras.losses.Dice reduction='sum_over_batch_size', name='dice', axis=None, dtype=None
keras.losses.Hinge reduction='sum_over_batch_size', name='hinge', dtype=None
keras.losses.Huber delta=1.0, reduction='sum_over_batch_size', name='huber_loss', dtype=None
keras.losses.KLD y_true, y_pred
keras.losses.KLDivergence reduction='sum_over_batch_size', name='kl_divergence', dtype=None
keras.losses.LogCosh reduction='sum_over_batch_size', name='log_cosh', dtype=None
keras.losses.MAE y_true, y_pred
keras.losses.MAPE y_true, y_pred
keras.losses.MSE y_true, y_pred
keras.losses.MSLE y_true, y_pred
keras.losses.MeanAbsoluteError reduction='sum_over_batch_size', name='mean_absolute_error', dtype=None
keras.losses.MeanAbsolutePercentageError reduction='sum_over_batch_size', name='mean_absolute_percentage_error', dtype=None
keras.losses.MeanSquaredError reduction='sum_over_batch_size', name='mean_squared_error', dtype=None
keras.losses.MeanSquaredLogarithmicError reduction='sum_over_batch_size', name='mean_squared_logarithmic_error', dtype=None
keras.losses.Poisson reduction='sum_over_batch_size', name='poisson', dtype=None
keras.losses.SparseCategoricalCrossentropy from_logits=False, ignore_class=None, reduction='sum_over_batch_size', axis=-1, name='sparse_categorical_crossentropy', dtype=None
keras.losses.SquaredHinge reduction='sum_over_batch_size', name='squared_hinge', dtype=None
keras.losses.Tversky alpha=0.5, beta=0.5, reduction='sum_over_batch_size', name='tversky', axis=None, dtype=None
keras.losses.bce y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.losses.binary_crossentropy y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.losses.binary_focal_crossentropy y_true, y_pred, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
keras.losses.categorical_crossentropy y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.losses.categorical_focal_crossentropy y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
keras.losses.categorical_generalized_cross_entropy y_true, y_pred, q
keras.losses.categorical_hinge y_true, y_pred
keras.losses.circle y_true, y_pred, ref_labels=None, ref_embeddings=None, remove_diagonal=True, gamma=80, margin=0.4
keras.losses.cosine y_true, y_pred, axis=-1
keras.losses.cosine_proximity y_true, y_pred, axis=-1
keras.losses.cosine_similarity y_true, y_pred, axis=-1
keras.losses.ctc y_true, y_pred
keras.losses.dice y_true, y_pred, axis=None
keras.losses.hinge y_true, y_pred
keras.losses.huber y_true, y_pred, delta=1.0
keras.losses.huber_loss y_true, y_pred, delta=1.0
keras.losses.kl_divergence y_true, y_pred
keras.losses.kld y_true, y_pred
keras.losses.kullback_leibler_divergence y_true, y_pred
keras.losses.log_cosh y_true, y_pred
keras.losses.logcosh y_true, y_pred
keras.losses.mae y_true, y_pred
keras.losses.mape y_true, y_pred
keras.losses.mean_absolute_error y_true, y_pred
keras.losses.mean_absolute_percentage_error y_true, y_pred
keras.losses.mean_squared_error y_true, y_pred
keras.losses.mean_squared_logarithmic_error y_true, y_pred
keras.losses.mse y_true, y_pred
keras.losses.msle y_true, y_pred
keras.losses.poisson y_true, y_pred
keras.losses.sparse_categorical_crossentropy y_true, y_pred, from_logits=False, ignore_class=None, axis=-1
keras.losses.squared_hinge y_true, y_pred
keras.losses.tversky y_true, y_pred, alpha=0.5, beta=0.5, axis=None
keras.metrics.BCE y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.metrics.KLD y_true, y_pred
keras.metrics.MAE y_true, y_pred
keras.metrics.MAPE y_true, y_pred
keras.metrics.MSE y_true, y_pred
keras.metrics.MSLE y_true, y_pred
keras.metrics.bce y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.metrics.binary_accuracy y_true, y_pred, threshold=0.5
keras.metrics.binary_crossentropy y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.metrics.binary_focal_crossentropy y_true, y_pred, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
keras.metrics.categorical_accuracy y_true, y_pred
keras.metrics.categorical_crossentropy y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
keras.metrics.categorical_focal_crossentropy y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
keras.metrics.categorical_hinge y_true, y_pred
keras.metrics.concordance_correlation y_true, y_pred, axis=-1
keras.metrics.hinge y_true, y_pred
keras.metrics.huber y_true, y_pred, delta=1.0
keras.metrics.huber_loss y_true, y_pred, delta=1.0
keras.metrics.kl_divergence y_true, y_pred
keras.metrics.kld y_true, y_pred
keras.metrics.kullback_leibler_divergence y_true, y_pred
keras.metrics.log_cosh y_true, y_pred
keras.metrics.logcosh y_true, y_pred
keras.metrics.mae y_true, y_pred
keras.metrics.mape y_true, y_pred
keras.metrics.mean_absolute_error y_true, y_pred
keras.metrics.mean_absolute_percentage_error y_true, y_pred
keras.metrics.mean_squared_error y_true, y_pred
keras.metrics.mean_squared_logarithmic_error y_true, y_pred
keras.metrics.mse y_true, y_pred
keras.metrics.msle y_true, y_pred
keras.metrics.pearson_correlation y_true, y_pred, axis=-1
keras.metrics.poisson y_true, y_pred
keras.metrics.sparse_categorical_accuracy y_true, y_pred
keras.metrics.sparse_categorical_crossentropy y_true, y_pred, from_logits=False, ignore_class=None, axis=-1
keras.metrics.sparse_top_k_categorical_accuracy y_true, y_pred, k=5, from_sorted_ids=False
keras.metrics.squared_hinge y_true, y_pred
keras.metrics.top_k_categorical_accuracy y_true, y_pred, k=5
keras.name_scope name, **kwargs
keras.ops.abs x
keras.ops.absolute x
keras.ops.add x1, x2
keras.ops.all x, axis=None, keepdims=False
keras.ops.allclose x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False
keras.ops.amax x, axis=None, keepdims=False
keras.ops.amin x, axis=None, keepdims=False
keras.ops.any x, axis=None, keepdims=False
keras.ops.append x1, x2, axis=None
keras.ops.arange start, stop=None, step=None, dtype=None
keras.ops.arccos x
keras.ops.arccosh x
keras.ops.arcsin x
keras.ops.arcsinh x
keras.ops.arctan x
keras.ops.arctan2 x1, x2
keras.ops.arctanh x
keras.ops.argmax x, axis=None, keepdims=False
keras.ops.argmin x, axis=None, keepdims=False
keras.ops.argsort x, axis=-1
keras.ops.array x, dtype=None
keras.ops.array_split x, indices_or_sections, axis=0
keras.ops.average x, axis=None, weights=None
keras.ops.average_pool inputs, pool_size, strides=None, padding='valid', data_format=None
keras.ops.batch_normalization x, mean, variance, axis, offset=None, scale=None, epsilon=0.001
keras.ops.binary_crossentropy target, output, from_logits=False
keras.ops.bincount x, weights=None, minlength=0, sparse=False
keras.ops.bitwise_and x, y
keras.ops.bitwise_or x, y
keras.ops.bitwise_xor x, y
keras.ops.broadcast_to x, shape
keras.ops.cast x, dtype
keras.ops.categorical_crossentropy target, output, from_logits=False, axis=-1
keras.ops.cbrt x
keras.ops.ceil x
keras.ops.celu x, alpha=1.0
keras.ops.cholesky x, upper=False
keras.ops.clip x, x_min, x_max
keras.ops.concatenate xs, axis=0
keras.ops.cond pred, true_fn, false_fn
keras.ops.conv inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1
keras.ops.convert_to_numpy x
keras.ops.convert_to_tensor x, dtype=None, sparse=None, ragged=None
keras.ops.copy x
keras.ops.corrcoef x
keras.ops.cos x
keras.ops.cosh x
keras.ops.count_nonzero x, axis=None
keras.ops.cross x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=None
keras.ops.cumprod x, axis=None, dtype=None
keras.ops.cumsum x, axis=None, dtype=None
keras.ops.custom_gradient f
keras.ops.deg2rad x
keras.ops.depth_to_space x, block_size, data_format='channels_last'
keras.ops.depthwise_conv inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1
keras.ops.det x
keras.ops.diag x, k=0
keras.ops.diagflat x, k=0
keras.ops.diagonal x, offset=0, axis1=0, axis2=1
keras.ops.diff a, n=1, axis=-1
keras.ops.divide x1, x2
keras.ops.divide_no_nan x1, x2
keras.ops.dot x1, x2
keras.ops.dstack xs
keras.ops.dtype x
keras.ops.eigh x
keras.ops.einsum subscripts, *operands, **kwargs
keras.ops.elu x, alpha=1.0
keras.ops.empty shape, dtype=None
keras.ops.empty_like x, dtype=None
keras.ops.equal x1, x2
keras.ops.erf x
keras.ops.erfc x
keras.ops.erfinv x
keras.ops.exp x
keras.ops.exp2 x
keras.ops.expand_dims x, axis
keras.ops.expm1 x
keras.ops.eye N, M=None, k=0, dtype=None
keras.ops.fabs x
keras.ops.fft x
keras.ops.flip x, axis=None
keras.ops.fliplr x
keras.ops.flipud x
keras.ops.floor x
keras.ops.floor_divide x1, x2
keras.ops.fmax x1, x2
keras.ops.fmin x1, x2
keras.ops.fmod x1, x2
keras.ops.fori_loop lower, upper, body_fun, init_val
keras.ops.full shape, fill_value, dtype=None
keras.ops.full_like x, fill_value, dtype=None
keras.ops.gelu x, approximate=True
keras.ops.get_item x, key
keras.ops.glu x, axis=-1
keras.ops.greater x1, x2
keras.ops.greater_equal x1, x2
keras.ops.hard_shrink x, threshold=0.5
keras.ops.hard_sigmoid x
keras.ops.hard_silu x
keras.ops.hard_swish x
keras.ops.hard_tanh x
keras.ops.heaviside x1, x2
keras.ops.hsplit x, indices_or_sections
keras.ops.hstack xs
keras.ops.hypot x1, x2
keras.ops.identity n, dtype=None
keras.ops.image.resize images, size, interpolation='bilinear', antialias=False, crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode='constant', fill_value=0.0, data_format=None
keras.ops.in_top_k targets, predictions, k
keras.ops.inner x1, x2
keras.ops.inv x
keras.ops.is_tensor x
keras.ops.isclose x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False
keras.ops.isfinite x
keras.ops.isin x1, x2, assume_unique=False, invert=False
keras.ops.isinf x
keras.ops.isnan x
keras.ops.isneginf x
keras.ops.isposinf x
keras.ops.kron x1, x2
keras.ops.layer_normalization x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs
keras.ops.leaky_relu x, negative_slope=0.2
keras.ops.less x1, x2
keras.ops.less_equal x1, x2
keras.ops.linspace start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0
keras.ops.log x
keras.ops.log10 x
keras.ops.log1p x
keras.ops.log2 x
keras.ops.log_sigmoid x
keras.ops.log_softmax x, axis=-1
keras.ops.logaddexp x1, x2
keras.ops.logaddexp2 x1, x2
keras.ops.logdet x
keras.ops.logical_and x1, x2
keras.ops.logical_not x
keras.ops.logical_or x1, x2
keras.ops.logical_xor x1, x2
keras.ops.logsumexp x, axis=None, keepdims=False
keras.ops.map f, xs
keras.ops.matmul x1, x2
keras.ops.max x, axis=None, keepdims=False, initial=None
keras.ops.max_pool inputs, pool_size, strides=None, padding='valid', data_format=None
keras.ops.maximum x1, x2
keras.ops.mean x, axis=None, keepdims=False
keras.ops.median x, axis=None, keepdims=False
keras.ops.meshgrid *x, indexing='xy'
keras.ops.min x, axis=None, keepdims=False, initial=None
keras.ops.minimum x1, x2
keras.ops.mod x1, x2
keras.ops.moments x, axes, keepdims=False, synchronized=False
keras.ops.moveaxis x, source, destination
keras.ops.multi_hot inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs
keras.ops.multiply x1, x2
keras.ops.nan_to_num x, nan=0.0, posinf=None, neginf=None
keras.ops.nancumprod x, axis=None, dtype=None
keras.ops.nancumsum x, axis=None, dtype=None
keras.ops.nanmax x, axis=None, keepdims=False
keras.ops.nanmean x, axis=None, keepdims=False
keras.ops.nanmin x, axis=None, keepdims=False
keras.ops.nanprod x, axis=None, keepdims=False
keras.ops.nanstd x, axis=None, keepdims=False
keras.ops.nansum x, axis=None, keepdims=False
keras.ops.nanvar x, axis=None, keepdims=False
keras.ops.ndim x
keras.ops.negative x
keras.ops.nonzero x
keras.ops.norm x, ord=None, axis=None, keepdims=False
keras.ops.normalize x, axis=-1, order=2, epsilon=None
keras.ops.not_equal x1, x2
keras.ops.one_hot x, num_classes, axis=-1, dtype=None, sparse=False
keras.ops.ones shape, dtype=None
keras.ops.ones_like x, dtype=None
keras.ops.outer x1, x2
keras.ops.pad x, pad_width, mode='constant', constant_values=None
keras.ops.percentile x, q, axis=None, method='linear', keepdims=False
keras.ops.power x1, x2
keras.ops.prod x, axis=None, keepdims=False, dtype=None
keras.ops.psnr x1, x2, max_val
keras.ops.ptp x, axis=None, keepdims=False
keras.ops.quantile x, q, axis=None, method='linear', keepdims=False
keras.ops.rad2deg x
keras.ops.ravel x
keras.ops.reciprocal x
keras.ops.relu x
keras.ops.relu6 x
keras.ops.repeat x, repeats, axis=None
keras.ops.reshape x, newshape
keras.ops.rfft x, fft_length=None
keras.ops.rms_normalization x, scale=None, axis=-1, epsilon=None
keras.ops.roll x, shift, axis=None
keras.ops.rot90 array, k=1, axes=(0, 1)
keras.ops.round x, decimals=0
keras.ops.rsqrt x
keras.ops.saturate_cast x, dtype
keras.ops.scan f, init, xs=None, length=None, reverse=False, unroll=1
keras.ops.scatter indices, values, shape
keras.ops.scatter_update inputs, indices, updates, reduction=None
keras.ops.searchsorted sorted_sequence, values, side='left'
keras.ops.segment_max data, segment_ids, num_segments=None, sorted=False
keras.ops.segment_min data, segment_ids, num_segments=None, sorted=False
keras.ops.segment_prod data, segment_ids, num_segments=None, sorted=False
keras.ops.segment_sum data, segment_ids, num_segments=None, sorted=False
keras.ops.select condlist, choicelist, default=0
keras.ops.selu x
keras.ops.separable_conv inputs, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', data_format=None, dilation_rate=1
keras.ops.shape x
keras.ops.sigmoid x
keras.ops.sign x
keras.ops.signbit x
keras.ops.silu x
keras.ops.sin x
keras.ops.sinc x
keras.ops.sinh x
keras.ops.size x
keras.ops.slice inputs, start_indices, shape
keras.ops.slice_update inputs, start_indices, updates
keras.ops.slogdet x
keras.ops.soft_shrink x, threshold=0.5
keras.ops.softmax x, axis=-1
keras.ops.softplus x
keras.ops.softsign x
keras.ops.solve a, b
keras.ops.solve_triangular a, b, lower=False
keras.ops.sort x, axis=-1
keras.ops.space_to_depth x, block_size, data_format='channels_last'
keras.ops.sparse_categorical_crossentropy target, output, from_logits=False, axis=-1
keras.ops.sparse_plus x
keras.ops.sparse_sigmoid x
keras.ops.sparsemax x, axis=-1
keras.ops.split x, indices_or_sections, axis=0
keras.ops.sqrt x
keras.ops.square x
keras.ops.squareplus x, b=4
keras.ops.squeeze x, axis=None
keras.ops.stack x, axis=0
keras.ops.std x, axis=None, keepdims=False
keras.ops.stop_gradient variable
keras.ops.subtract x1, x2
keras.ops.sum x, axis=None, keepdims=False
keras.ops.svd x, full_matrices=True, compute_uv=True
keras.ops.swapaxes x, axis1, axis2
keras.ops.swish x
keras.ops.switch index, branches, *operands
keras.ops.take x, indices, axis=None
keras.ops.take_along_axis x, indices, axis=None
keras.ops.tan x
keras.ops.tanh x
keras.ops.tanh_shrink x
keras.ops.tensordot x1, x2, axes=2
keras.ops.threshold x, threshold, default_value
keras.ops.tile x, repeats
keras.ops.top_k x, k, sorted=True
keras.ops.trace x, offset=0, axis1=0, axis2=1
keras.ops.transpose x, axes=None
keras.ops.trapezoid y, x=None, dx=1.0, axis=-1
keras.ops.tri N, M=None, k=0, dtype=None
keras.ops.tril x, k=0
keras.ops.triu x, k=0
keras.ops.true_divide x1, x2
keras.ops.trunc x
keras.ops.unstack x, num=None, axis=0
keras.ops.var x, axis=None, keepdims=False
keras.ops.vdot x1, x2
keras.ops.vectorized_map function, elements
keras.ops.vsplit x, indices_or_sections
keras.ops.vstack xs
keras.ops.where condition, x1=None, x2=None
keras.ops.while_loop cond, body, loop_vars, maximum_iterations=None
keras.ops.zeros shape, dtype=None
keras.ops.zeros_like x, dtype=None
keras.random.dropout inputs, rate, noise_shape=None, seed=None
keras.random.normal shape, mean=0.0, stddev=1.0, dtype=None, seed=None
keras.random.shuffle x, axis=0, seed=None
keras.random.truncated_normal shape, mean=0.0, stddev=1.0, dtype=None, seed=None
keras.random.uniform shape, minval=0.0, maxval=1.0, dtype=None, seed=None
keras.utils.set_random_seed seed
keras.version
numpy.abs x
numpy.absolute x
numpy.add x1, x2
numpy.all a, axis=None, keepdims=False
numpy.allclose a, b, rtol=1e-5, atol=1e-8
numpy.amax a, axis=None, keepdims=False
numpy.amin a, axis=None, keepdims=False
numpy.any a, axis=None, keepdims=False
numpy.append arr, values, axis=None
numpy.arange start, stop=None, step=1, dtype=None
numpy.arccos x
numpy.arcsin x
numpy.arctan x
numpy.arctan2 x1, x2
numpy.argmax a, axis=None
numpy.argmin a, axis=None
numpy.argsort a, axis=-1, kind=None
numpy.around a, decimals=0
numpy.array a, dtype=None
numpy.asarray a, dtype=None
numpy.ascontiguousarray a, dtype=None
numpy.average a, axis=None, weights=None
numpy.bincount x, weights=None, minlength=0
numpy.broadcast_to array, shape
numpy.ceil x
numpy.clip a, a_min=None, a_max=None
numpy.column_stack tup
numpy.concatenate arrays, axis=0
numpy.cos x
numpy.cosh x
numpy.count_nonzero a, axis=None, keepdims=False
numpy.cumprod a, axis=None
numpy.cumsum a, axis=None
numpy.deg2rad x
numpy.degrees x
numpy.diag v, k=0
numpy.diff a, n=1, axis=-1
numpy.divide x1, x2
numpy.dot a, b
numpy.empty shape, dtype=None
numpy.equal x1, x2
numpy.exp x
numpy.expand_dims a, axis
numpy.expm1 x
numpy.eye N, M=None, k=0, dtype=None
numpy.finfo dtype
numpy.flatten a
numpy.flip m, axis=None
numpy.float16 x=0
numpy.float32 x=0
numpy.float64 x=0
numpy.floor x
numpy.floor_divide x1, x2
numpy.full shape, fill_value, dtype=None
numpy.full_like a, fill_value, dtype=None
numpy.greater x1, x2
numpy.greater_equal x1, x2
numpy.hamming M
numpy.hanning M
numpy.hstack tup
numpy.hypot x1, x2
numpy.identity n, dtype=None
numpy.iinfo type
numpy.indices dimensions
numpy.int16 x=0
numpy.int32 x=0
numpy.int64 x=0
numpy.int8 x=0
numpy.isclose a, b, rtol=1e-5, atol=1e-8
numpy.isfinite x
numpy.isinf x
numpy.isnan x
numpy.isscalar element
numpy.kron a, b
numpy.less x1, x2
numpy.less_equal x1, x2
numpy.linalg.norm x, ord=None, axis=None, keepdims=False
numpy.linspace start, stop, num=50, endpoint=True
numpy.log x
numpy.log10 x
numpy.log1p x
numpy.log2 x
numpy.logaddexp x1, x2
numpy.logical_and x1, x2
numpy.logical_not x
numpy.logical_or x1, x2
numpy.logspace start, stop, num=50, endpoint=True, base=10.0
numpy.matmul a, b
numpy.max a, axis=None, keepdims=False
numpy.maximum x1, x2
numpy.mean a, axis=None, keepdims=False
numpy.median a, axis=None, keepdims=False
numpy.meshgrid *xi, copy=True, sparse=False, indexing='xy'
numpy.min a, axis=None, keepdims=False
numpy.minimum x1, x2
numpy.mod x1, x2
numpy.moveaxis a, source, destination
numpy.multiply x1, x2
numpy.nan_to_num x, copy=True, nan=0.0, posinf=None, neginf=None
numpy.nanmax a, axis=None, keepdims=False
numpy.nanmean a, axis=None, keepdims=False
numpy.nanmin a, axis=None, keepdims=False
numpy.nanstd a, axis=None, ddof=0, keepdims=False
numpy.nansum a, axis=None, keepdims=False
numpy.nanvar a, axis=None, ddof=0, keepdims=False
numpy.ndim a
numpy.negative x
numpy.nonzero a
numpy.not_equal x1, x2
numpy.ones shape, dtype=None
numpy.ones_like a, dtype=None
numpy.outer a, b
numpy.percentile a, q, axis=None
numpy.power x1, x2
numpy.prod a, axis=None, keepdims=False
numpy.ptp a, axis=None, keepdims=False
numpy.quantile a, q, axis=None
numpy.rad2deg x
numpy.radians x
numpy.random.normal loc=0.0, scale=1.0, size=None
numpy.random.rand *shape
numpy.random.randn *shape
numpy.random.random size=None
numpy.random.seed seed=None
numpy.random.uniform low=0.0, high=1.0, size=None
numpy.ravel a
numpy.reciprocal x
numpy.remainder x1, x2
numpy.repeat a, repeats, axis=None
numpy.reshape a, newshape
numpy.rint x
numpy.roll a, shift, axis=None
numpy.round a, decimals=0
numpy.shape a
numpy.sign x
numpy.sin x
numpy.sinh x
numpy.size a
numpy.sort a
numpy.sqrt x
numpy.square x
numpy.squeeze a, axis=None
numpy.stack arrays, axis=0
numpy.std a, axis=None, ddof=0, keepdims=False
numpy.subtract x1, x2
numpy.sum a, axis=None, keepdims=False
numpy.swapaxes a, axis1, axis2
numpy.tan x
numpy.tanh x
numpy.tile A, reps
numpy.trace a
numpy.transpose a, axes=None
numpy.tri N, M=None, k=0, dtype=None
numpy.tril m, k=0
numpy.tril_indices n, k=0, m=None
numpy.triu m, k=0
numpy.triu_indices n, k=0, m=None
numpy.true_divide x1, x2
numpy.trunc x
numpy.uint16 x=0
numpy.uint32 x=0
numpy.uint64 x=0
numpy.uint8 x=0
numpy.unique ar, return_index=False, return_inverse=False, return_counts=False
numpy.var a, axis=None, ddof=0, keepdims=False
numpy.vstack tup
numpy.where condition, x=None, y=None, /
numpy.zeros shape, dtype=None
numpy.zeros_like a, dtype=None
tf.Assert condition, data, summarize=None, name=None
tf.Variable initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, import_scope=None, constraint=None, synchronization=None, aggregation=None, shape=None
tf.__internal__.smart_cond.smart_cond pred, true_fn=None, false_fn=None, name=None
tf.abs x, name=None
tf.acos x, name=None
tf.acosh x, name=None
tf.add x, y, name=None
tf.add_n inputs, name=None
tf.argmax input, axis=None, output_type=tf.int64, name=None
tf.argmin input, axis=None, output_type=tf.int64, name=None
tf.argsort values, axis=-1, direction='ASCENDING', stable=False, name=None
tf.as_dtype type_value, name=None
tf.asin x, name=None
tf.asinh x, name=None
tf.assert_equal x, y, message=None, summarize=None, name=None
tf.assert_greater x, y, message=None, summarize=None, name=None
tf.assert_less x, y, message=None, summarize=None, name=None
tf.assert_rank x, rank, message=None, name=None
tf.atan x, name=None
tf.atan2 y, x, name=None
tf.atanh x, name=None
tf.bitwise.bitwise_and x, y, name=None
tf.bitwise.bitwise_or x, y, name=None
tf.bitwise.bitwise_xor x, y, name=None
tf.boolean_mask tensor, mask, axis=None, name='boolean_mask'
tf.broadcast_dynamic_shape shape_x, shape_y, name=None
tf.broadcast_static_shape shape_x, shape_y, name=None
tf.broadcast_to input, shape, name=None
tf.case pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'
tf.cast x, dtype, name=None
tf.clip_by_global_norm t_list, clip_norm, use_norm=None, name=None
tf.clip_by_norm t, clip_norm, axes=None, name=None
tf.clip_by_value t, clip_value_min, clip_value_max, name=None
tf.compat.v1.Print input_, data, message=None, first_n=None, summarize=None, name=None
tf.compat.v1.arg_max input, axis=None, name=None, dimension=None, output_type=tf.int64
tf.compat.v1.arg_min input, axis=None, name=None, dimension=None, output_type=tf.int64
tf.compat.v1.argmax input, axis=None, name=None, dimension=None, output_type=tf.int64
tf.compat.v1.argmin input, axis=None, name=None, dimension=None, output_type=tf.int64
tf.compat.v1.cond pred, true_fn=None, false_fn=None, strict=False, name=None, fn1=None, fn2=None
tf.compat.v1.confusion_matrix labels, predictions, num_classes=None, dtype=tf.int32, name=None, weights=None
tf.compat.v1.count_nonzero input_tensor=None, axis=None, keepdims=None, dtype=tf.int64, name=None, reduction_indices=None, keep_dims=None, input=None
tf.compat.v1.div x, y, name=None
tf.compat.v1.expand_dims input, axis=None, name=None, dim=None
tf.compat.v1.image.resize_images images, size, method='bilinear', align_corners=False, preserve_aspect_ratio=False, name=None
tf.compat.v1.losses.absolute_difference labels, predictions, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights', name=None
tf.compat.v1.losses.huber_loss labels, predictions, weights=1.0, delta=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights', name=None
tf.compat.v1.losses.log_loss labels, predictions, weights=1.0, epsilon=1e-07, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights', name=None
tf.compat.v1.losses.mean_squared_error labels, predictions, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights', name=None
tf.compat.v1.losses.sigmoid_cross_entropy multi_class_labels, logits, weights=1.0, label_smoothing=0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights', name=None
tf.compat.v1.losses.softmax_cross_entropy onehot_labels, logits, weights=1.0, label_smoothing=0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights', name=None
tf.compat.v1.name_scope name, default_name=None, values=None
tf.compat.v1.nn.l2_normalize x, axis=None, epsilon=1e-12, name=None, dim=None
tf.compat.v1.nn.log_softmax logits, axis=None, name=None, dim=None
tf.compat.v1.nn.sigmoid_cross_entropy_with_logits _sentinel=None, labels=None, logits=None, name=None
tf.compat.v1.nn.softmax logits, axis=None, name=None, dim=None
tf.compat.v1.nn.softmax_cross_entropy_with_logits _sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None
tf.compat.v1.nn.sparse_softmax_cross_entropy_with_logits _sentinel=None, labels=None, logits=None, name=None
tf.compat.v1.nn.weighted_cross_entropy_with_logits labels=None, logits=None, pos_weight=None, name=None, targets=None
tf.compat.v1.norm tensor, ord='euclidean', axis=None, keepdims=None, name=None, keep_dims=None
tf.compat.v1.py_func func, inp, Tout, stateful=True, name=None
tf.compat.v1.reduce_all input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_any input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_logsumexp input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_max input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_mean input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_min input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_prod input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.reduce_sum input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
tf.compat.v1.select condition, x=None, y=None, name=None
tf.compat.v1.shape input, out_type=None, name=None
tf.compat.v1.squeeze input, axis=None, name=None, squeeze_dims=None
tf.compat.v1.to_double x, name='to_double'
tf.compat.v1.to_float x, name='to_float'
tf.compat.v1.to_int32 x, name='to_int32'
tf.compat.v1.to_int64 x, name='to_int64'
tf.compat.v1.where condition, x=None, y=None, name=None
tf.concat values, axis, name='concat'
tf.cond pred, true_fn=None, false_fn=None, name=None
tf.constant value, dtype=None, shape=None, name='Const'
tf.control_dependencies control_inputs, name=None
tf.convert_to_tensor value, dtype=None, dtype_hint=None, name=None
tf.cos x, name=None
tf.cosh x, name=None
tf.cumsum x, axis=0, exclusive=False, reverse=False, name=None
tf.custom_gradient f=None, /, name=None
tf.debugging.Assert condition, data, summarize=None, name=None
tf.debugging.assert_all_finite x, message, name=None
tf.debugging.assert_equal x, y, message=None, summarize=None, name=None
tf.debugging.assert_greater x, y, message=None, summarize=None, name=None
tf.debugging.assert_greater_equal x, y, message=None, summarize=None, name=None
tf.debugging.assert_integer x, message=None, name=None
tf.debugging.assert_less x, y, message=None, summarize=None, name=None
tf.debugging.assert_less_equal x, y, message=None, summarize=None, name=None
tf.debugging.assert_near x, y, rtol=None, atol=None, message=None, summarize=None, name=None
tf.debugging.assert_negative x, message=None, summarize=None, name=None
tf.debugging.assert_non_negative x, message=None, summarize=None, name=None
tf.debugging.assert_non_positive x, message=None, summarize=None, name=None
tf.debugging.assert_none_equal x, y, message=None, summarize=None, name=None
tf.debugging.assert_positive x, message=None, summarize=None, name=None
tf.debugging.assert_rank x, rank, message=None, name=None
tf.debugging.assert_rank_at_least x, rank, message=None, name=None
tf.debugging.assert_rank_in x, ranks, message=None, name=None
tf.debugging.assert_scalar tensor, message=None, name=None
tf.debugging.assert_shapes shapes, data=None, summarize=None, message=None, name=None
tf.debugging.assert_type tensor, tf_type, message=None, name=None
tf.debugging.check_numerics tensor, message, name=None
tf.debugging.disable_check_numerics name=None
tf.debugging.enable_check_numerics stack_height_limit=30, path_length_limit=50, name=None
tf.debugging.is_numeric_tensor tensor, name=None
tf.device device_name, name=None
tf.divide x, y, name=None
tf.dtypes.as_dtype type_value, name=None
tf.dtypes.cast x, dtype, name=None
tf.dtypes.saturate_cast value, dtype, name=None
tf.dynamic_partition data, partitions, num_partitions, name=None
tf.einsum equation, *inputs, **kwargs
tf.ensure_shape x, shape, name=None
tf.equal x, y, name=None
tf.executing_eagerly name=None
tf.exp x, name=None
tf.expand_dims input, axis, name=None
tf.experimental.numpy.take_along_axis arr, indices, axis, name=None
tf.eye num_rows, num_columns=None, batch_shape=None, dtype=tf.float32, name=None
tf.fill dims, value, name=None
tf.floor x, name=None
tf.foldl fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None
tf.foldr fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None
tf.gather params, indices, validate_indices=None, axis=None, batch_dims=0, name=None
tf.gather_nd params, indices, batch_dims=0, bad_indices_policy='', name=None
tf.get_static_value tensor, partial=False, name=None
tf.grad_pass_through f, /, name=None
tf.gradients ys, xs, grad_ys=None, name='gradients', gate_gradients=False, aggregation_method=None, stop_gradients=None, unconnected_gradients='none'
tf.greater x, y, name=None
tf.greater_equal x, y, name=None
tf.group *inputs, **kwargs
tf.guarantee_const input, name=None
tf.identity input, name=None
tf.image.adjust_brightness image, delta, name=None
tf.image.adjust_contrast images, contrast_factor, name=None
tf.image.convert_image_dtype image, dtype, saturate=False, name=None
tf.image.extract_patches images, sizes, strides, rates, padding, name=None
tf.image.flip_left_right image, name=None
tf.image.flip_up_down image, name=None
tf.image.grayscale_to_rgb images, name=None
tf.image.image_gradients image, name=None
tf.image.per_image_standardization image, name=None
tf.image.psnr a, b, max_val, name=None
tf.image.resize images, size, method='bilinear', preserve_aspect_ratio=False, antialias=False, name=None
tf.image.rgb_to_grayscale images, name=None
tf.image.rgb_to_yiq images, name=None
tf.image.rgb_to_yuv images, name=None
tf.image.rot90 image, k=1, name=None
tf.image.sobel_edges image, name=None
tf.image.ssim img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, return_index_map=False, name=None
tf.image.ssim_multiscale img1, img2, max_val, power_factors=(0.0448, 0.2856, 0.3001, 0.2363, 0.1333), filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, name=None
tf.image.total_variation images, name=None
tf.image.transpose image, name=None
tf.image.yiq_to_rgb images, name=None
tf.image.yuv_to_rgb images, name=None
tf.init_scope name=None
tf.is_tensor x, name=None
tf.less x, y, name=None
tf.less_equal x, y, name=None
tf.linalg.adjoint matrix, name=None
tf.linalg.band_part input, num_lower, num_upper, name=None
tf.linalg.cholesky input, name=None
tf.linalg.cholesky_solve chol, rhs, name=None
tf.linalg.cross a, b, name=None
tf.linalg.det input, name=None
tf.linalg.diag diagonal, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, align='RIGHT_LEFT'
tf.linalg.diag_part input, name='diag_part', k=0, padding_value=0, align='RIGHT_LEFT'
tf.linalg.eigh tensor, name=None
tf.linalg.eigvalsh tensor, name=None
tf.linalg.einsum equation, *inputs, **kwargs
tf.linalg.eye num_rows, num_columns=None, batch_shape=None, dtype=tf.float32, name=None
tf.linalg.global_norm t_list, name=None
tf.linalg.inv input, adjoint=False, name=None
tf.linalg.l2_normalize x, axis=None, epsilon=1e-12, dim=None, name=None
tf.linalg.logdet matrix, name=None
tf.linalg.matmul a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None
tf.linalg.matrix_transpose a, name='matrix_transpose', conjugate=False
tf.linalg.matvec a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None
tf.linalg.norm tensor, ord='euclidean', axis=None, keepdims=None, name=None
tf.linalg.normalize tensor, ord='euclidean', axis=None, name=None
tf.linalg.set_diag input, diagonal, name='set_diag', k=0, align='RIGHT_LEFT'
tf.linalg.slogdet input, name=None
tf.linalg.solve matrix, rhs, adjoint=False, name=None
tf.linalg.svd tensor, full_matrices=False, compute_uv=True, name=None
tf.linalg.tensor_diag diagonal, name=None
tf.linalg.tensor_diag_part input, name=None
tf.linalg.tensordot a, b, axes, name=None
tf.linalg.trace x, name=None
tf.linalg.triangular_solve matrix, rhs, lower=True, adjoint=False, name=None
tf.linspace start, stop, num, name=None, axis=0
tf.logical_and x, y, name=None
tf.logical_not x, name=None
tf.logical_or x, y, name=None
tf.map_fn fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, fn_output_signature=None, name=None
tf.math.abs x, name=None
tf.math.acos x, name=None
tf.math.acosh x, name=None
tf.math.add x, y, name=None
tf.math.add_n inputs, name=None
tf.math.argmax input, axis=None, output_type=tf.int64, name=None
tf.math.argmin input, axis=None, output_type=tf.int64, name=None
tf.math.asin x, name=None
tf.math.asinh x, name=None
tf.math.atan x, name=None
tf.math.atan2 y, x, name=None
tf.math.atanh x, name=None
tf.math.bessel_i0 x, name=None
tf.math.bessel_i0e x, name=None
tf.math.bessel_i1 x, name=None
tf.math.bessel_i1e x, name=None
tf.math.bincount arr, weights=None, minlength=None, maxlength=None, dtype=tf.int32, name=None
tf.math.ceil x, name=None
tf.math.confusion_matrix labels, predictions, num_classes=None, weights=None, dtype=tf.int32, name=None
tf.math.cos x, name=None
tf.math.cosh x, name=None
tf.math.count_nonzero input, axis=None, keepdims=None, dtype=tf.int64, name=None
tf.math.cumprod x, axis=0, exclusive=False, reverse=False, name=None
tf.math.cumsum x, axis=0, exclusive=False, reverse=False, name=None
tf.math.cumulative_logsumexp x, axis=0, exclusive=False, reverse=False, name=None
tf.math.digamma x, name=None
tf.math.divide x, y, name=None
tf.math.divide_no_nan x, y, name=None
tf.math.equal x, y, name=None
tf.math.erf x, name=None
tf.math.erfc x, name=None
tf.math.erfinv x, name=None
tf.math.exp x, name=None
tf.math.expm1 x, name=None
tf.math.floor x, name=None
tf.math.floordiv x, y, name=None
tf.math.floormod x, y, name=None
tf.math.greater x, y, name=None
tf.math.greater_equal x, y, name=None
tf.math.in_top_k targets, predictions, k, name=None
tf.math.is_finite x, name=None
tf.math.is_inf x, name=None
tf.math.is_nan x, name=None
tf.math.l2_normalize x, axis=None, epsilon=1e-12, dim=None, name=None
tf.math.lbeta x, name=None
tf.math.less x, y, name=None
tf.math.less_equal x, y, name=None
tf.math.lgamma x, name=None
tf.math.linspace start, stop, num, name=None, axis=0
tf.math.log x, name=None
tf.math.log1p x, name=None
tf.math.log_sigmoid x, name=None
tf.math.log_softmax logits, axis=None, name=None
tf.math.logical_and x, y, name=None
tf.math.logical_not x, name=None
tf.math.logical_or x, y, name=None
tf.math.logical_xor x, y, name=None
tf.math.maximum x, y, name=None
tf.math.minimum x, y, name=None
tf.math.mod x, y, name=None
tf.math.multiply x, y, name=None
tf.math.multiply_no_nan x, y, name=None
tf.math.ndtri x, name=None
tf.math.negative x, name=None
tf.math.not_equal x, y, name=None
tf.math.polyval coeffs, x, name=None
tf.math.pow x, y, name=None
tf.math.reciprocal x, name=None
tf.math.reciprocal_no_nan x, name=None
tf.math.reduce_all input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_any input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_euclidean_norm input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_logsumexp input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_max input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_mean input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_min input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_prod input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_std input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_sum input_tensor, axis=None, keepdims=False, name=None
tf.math.reduce_variance input_tensor, axis=None, keepdims=False, name=None
tf.math.rint x, name=None
tf.math.round x, name=None
tf.math.rsqrt x, name=None
tf.math.scalar_mul scalar, x, name=None
tf.math.segment_max data, segment_ids, name=None
tf.math.segment_mean data, segment_ids, name=None
tf.math.segment_min data, segment_ids, name=None
tf.math.segment_prod data, segment_ids, name=None
tf.math.segment_sum data, segment_ids, name=None
tf.math.sigmoid x, name=None
tf.math.sign x, name=None
tf.math.sin x, name=None
tf.math.sinh x, name=None
tf.math.softmax logits, axis=None, name=None
tf.math.softplus features, name=None
tf.math.softsign features, name=None
tf.math.special.bessel_i0 x, name=None
tf.math.special.bessel_i0e x, name=None
tf.math.special.bessel_i1 x, name=None
tf.math.special.bessel_i1e x, name=None
tf.math.sqrt x, name=None
tf.math.square x, name=None
tf.math.squared_difference x, y, name=None
tf.math.subtract x, y, name=None
tf.math.tan x, name=None
tf.math.tanh x, name=None
tf.math.top_k input, k=1, sorted=True, index_type=tf.int32, name=None
tf.math.truediv x, y, name=None
tf.math.unsorted_segment_max data, segment_ids, num_segments, name=None
tf.math.unsorted_segment_mean data, segment_ids, num_segments, name=None
tf.math.unsorted_segment_min data, segment_ids, num_segments, name=None
tf.math.unsorted_segment_prod data, segment_ids, num_segments, name=None
tf.math.unsorted_segment_sqrt_n data, segment_ids, num_segments, name=None
tf.math.unsorted_segment_sum data, segment_ids, num_segments, name=None
tf.math.xdivy x, y, name=None
tf.math.xlog1py x, y, name=None
tf.math.xlogy x, y, name=None
tf.math.zero_fraction value, name=None
tf.matmul a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None
tf.maximum x, y, name=None
tf.meshgrid *args, **kwargs
tf.minimum x, y, name=None
tf.multiply x, y, name=None
tf.name_scope name=None
tf.negative x, name=None
tf.nn.avg_pool input, ksize, strides, padding, data_format=None, name=None
tf.nn.avg_pool1d input, ksize, strides, padding, data_format=None, name=None
tf.nn.avg_pool2d input, ksize, strides, padding, data_format=None, name=None
tf.nn.avg_pool3d input, ksize, strides, padding, data_format=None, name=None
tf.nn.batch_normalization x, mean, variance, offset, scale, variance_epsilon, name=None
tf.nn.bias_add value, bias, data_format=None, name=None
tf.nn.compute_average_loss per_example_loss, sample_weight=None, global_batch_size=None, name=None
tf.nn.conv1d input, filters, stride, padding, data_format='NWC', dilations=None, name=None
tf.nn.conv2d input, filters, strides, padding, data_format='NHWC', dilations=None, name=None
tf.nn.conv3d input, filters, strides, padding, data_format='NDHWC', dilations=None, name=None
tf.nn.convolution input, filters, strides=None, padding='VALID', data_format=None, dilations=None, name=None
tf.nn.crelu features, axis=-1, name=None
tf.nn.depth_to_space input, block_size, data_format='NHWC', name=None
tf.nn.depthwise_conv2d input, filter, strides, padding, data_format=None, dilations=None, name=None
tf.nn.dropout x, rate, noise_shape=None, seed=None, name=None
tf.nn.elu features, name=None
tf.nn.embedding_lookup params, ids, max_norm=None, name=None
tf.nn.gelu features, approximate=False, name=None
tf.nn.in_top_k targets, predictions, k, name=None
tf.nn.l2_loss t, name=None
tf.nn.l2_normalize x, axis=None, epsilon=1e-12, dim=None, name=None
tf.nn.leaky_relu features, alpha=0.2, name=None
tf.nn.log_poisson_loss targets, log_input, compute_full_loss=False, name=None
tf.nn.log_softmax logits, axis=None, name=None
tf.nn.max_pool input, ksize, strides, padding, data_format=None, name=None
tf.nn.max_pool1d input, ksize, strides, padding, data_format=None, name=None
tf.nn.max_pool2d input, ksize, strides, padding, data_format=None, name=None
tf.nn.max_pool3d input, ksize, strides, padding, data_format=None, name=None
tf.nn.moments x, axes, shift=None, keepdims=False, name=None
tf.nn.relu features, name=None
tf.nn.relu6 features, name=None
tf.nn.scale_regularization_loss regularization_loss, name=None
tf.nn.selu features, name=None
tf.nn.separable_conv2d input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None, name=None
tf.nn.sigmoid x, name=None
tf.nn.sigmoid_cross_entropy_with_logits labels=None, logits=None, name=None
tf.nn.silu features, beta=1.0, name=None
tf.nn.softmax logits, axis=None, name=None
tf.nn.softmax_cross_entropy_with_logits labels, logits, axis=-1, name=None
tf.nn.softplus features, name=None
tf.nn.softsign features, name=None
tf.nn.space_to_depth input, block_size, data_format='NHWC', name=None
tf.nn.sparse_softmax_cross_entropy_with_logits labels, logits, name=None
tf.nn.swish features, beta=1.0, name=None
tf.nn.tanh x, name=None
tf.nn.top_k input, k=1, sorted=True, index_type=tf.int32, name=None
tf.nn.weighted_cross_entropy_with_logits labels, logits, pos_weight, name=None
tf.nn.weighted_moments x, axes, frequency_weights, keepdims=False, name=None
tf.nn.zero_fraction value, name=None
tf.no_op name=None
tf.norm tensor, ord='euclidean', axis=None, keepdims=None, name=None
tf.not_equal x, y, name=None
tf.numpy_function func=None, inp=None, Tout=None, stateful=True, name=None
tf.one_hot indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None
tf.ones shape, dtype=tf.float32, name=None
tf.ones_like input, dtype=None, name=None, layout=None
tf.pad tensor, paddings, mode='CONSTANT', constant_values=0, name=None
tf.pow x, y, name=None
tf.print *inputs, **kwargs
tf.py_function func=None, inp=None, Tout=None, name=None
tf.random.normal shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None
tf.random.set_seed seed, name=None
tf.random.shuffle value, seed=None, name=None
tf.random.stateless_normal shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None
tf.random.stateless_uniform shape, seed, minval=0, maxval=None, dtype=tf.float32, name=None
tf.random.truncated_normal shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None
tf.random.uniform shape, minval=0, maxval=None, dtype=tf.float32, seed=None, name=None
tf.range start, limit=None, delta=1, dtype=None, name='range'
tf.rank input, name=None
tf.realdiv x, y, name=None
tf.recompute_grad f, /, name=None
tf.reduce_all input_tensor, axis=None, keepdims=False, name=None
tf.reduce_any input_tensor, axis=None, keepdims=False, name=None
tf.reduce_logsumexp input_tensor, axis=None, keepdims=False, name=None
tf.reduce_max input_tensor, axis=None, keepdims=False, name=None
tf.reduce_mean input_tensor, axis=None, keepdims=False, name=None
tf.reduce_min input_tensor, axis=None, keepdims=False, name=None
tf.reduce_prod input_tensor, axis=None, keepdims=False, name=None
tf.reduce_sum input_tensor, axis=None, keepdims=False, name=None
tf.repeat input, repeats, axis=None, name=None
tf.reshape tensor, shape, name=None
tf.reverse tensor, axis, name=None
tf.roll input, shift, axis, name=None
tf.round x, name=None
tf.saturate_cast value, dtype, name=None
tf.scalar_mul scalar, x, name=None
tf.scan fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False, name=None
tf.scatter_nd indices, updates, shape, bad_indices_policy='', name=None
tf.searchsorted sorted_sequence, values, side='left', out_type=tf.int32, name=None
tf.sequence_mask lengths, maxlen=None, dtype=tf.bool, name=None
tf.shape input, out_type=None, name=None
tf.shape_n input, out_type=tf.int32, name=None
tf.sigmoid x, name=None
tf.sign x, name=None
tf.sin x, name=None
tf.sinh x, name=None
tf.size input, out_type=None, name=None
tf.slice input_, begin, size, name=None
tf.sort values, axis=-1, direction='ASCENDING', name=None
tf.split value, num_or_size_splits, axis=0, num=None, name='split'
tf.sqrt x, name=None
tf.square x, name=None
tf.squeeze input, axis=None, name=None
tf.stack values, axis=0, name='stack'
tf.stop_gradient input, name=None
tf.subtract x, y, name=None
tf.summary.histogram name, data, **kwargs
tf.summary.image name, data, **kwargs
tf.summary.scalar name, data, **kwargs
tf.summary.text name, data, **kwargs
tf.switch_case branch_index, branch_fns, default=None, name='switch_case'
tf.tan x, name=None
tf.tanh x, name=None
tf.tensor_scatter_nd_add tensor, indices, updates, bad_indices_policy='', name=None
tf.tensor_scatter_nd_max tensor, indices, updates, bad_indices_policy='', name=None
tf.tensor_scatter_nd_min tensor, indices, updates, bad_indices_policy='', name=None
tf.tensor_scatter_nd_sub tensor, indices, updates, bad_indices_policy='', name=None
tf.tensor_scatter_nd_update tensor, indices, updates, bad_indices_policy='', name=None
tf.tensordot a, b, axes, name=None
tf.tile input, multiples, name=None
tf.transpose a, perm=None, conjugate=False, name=None
tf.truediv x, y, name=None
tf.truncatediv x, y, name=None
tf.truncatemod x, y, name=None
tf.tuple tensors, control_inputs=None, name=None
tf.unique x, out_idx=tf.int32, name=None
tf.unique_with_counts x, out_idx=tf.int32, name=None
tf.unstack value, num=None, axis=0, name='unstack'
tf.vectorized_map fn, elems, fallback_to_while_loop=True, warn=True, name=None
tf.where condition, x=None, y=None, name=None
tf.while_loop cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None, name=None
tf.zeros shape, dtype=tf.float32, name=None
tf.zeros_like input, dtype=None, name=None, layout=None
`;

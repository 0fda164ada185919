/**
 * The public names that earlier versions had, by the sources that say so. `keras.backend`'s own stand in
 * `backend-functions.ts`, TensorFlow 1's in `names-today.ts` and `tensorflow1.ts`.
 *
 * - Keras 2.15 and `tf.keras` of TensorFlow up to 2.15: the golden API of keras-team/tf-keras
 *   (`tf_keras/api/golden/v1` and `v2`, `tensorflow.keras.<module>.pbtxt`), which goes on from it.
 * - Release by release, and held to it by a test: `test/parity/functions/history.json`, from the sources of keras-team/keras.
 * - Keras 1 and 2.0 to 2.3: `keras/losses.py`, `keras/metrics.py` and `keras/activations.py` of keras-team/keras at
 *   those tags, where a module holds what it imports, too.
 */

/** What some version before Keras 3 had, by module; those of `keras.…` hold for `tf.keras.…` too. */
export const namesBefore: Readonly<Record<string, string>> = {
  // tf-keras, v1 and v2.
  "keras.losses": `
BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalHinge
CosineSimilarity Hinge Huber KLD KLDivergence LogCosh Loss MAE MAPE MSE MSLE MeanAbsoluteError
MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson Reduction
SparseCategoricalCrossentropy SquaredHinge binary_crossentropy binary_focal_crossentropy categorical_crossentropy
categorical_focal_crossentropy categorical_hinge cosine cosine_proximity cosine_similarity deserialize get hinge huber
kl_divergence kld kullback_leibler_divergence log_cosh logcosh mae mape mean_absolute_error
mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle poisson serialize
sparse_categorical_crossentropy squared_hinge
bce BCE huber_loss is_categorical_crossentropy LossFunctionWrapper losses_utils deserialize_keras_object
serialize_keras_object generic_utils get_from_module K absolute_import division print_function six abc`,
  "keras.metrics": `
AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy CategoricalHinge
CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLD KLDivergence LogCoshError MAE MAPE MSE
MSLE Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanRelativeError MeanSquaredError
MeanSquaredLogarithmicError MeanTensor Metric OneHotIoU OneHotMeanIoU Poisson Precision PrecisionAtRecall R2Score Recall
RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy
SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum
TopKCategoricalAccuracy TrueNegatives TruePositives binary_accuracy binary_crossentropy binary_focal_crossentropy
categorical_accuracy categorical_crossentropy categorical_focal_crossentropy cosine cosine_proximity deserialize
experimental get hinge kl_divergence kld kullback_leibler_divergence log_cosh logcosh mae mape mean_absolute_error
mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle poisson serialize
sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy squared_hinge
top_k_categorical_accuracy
bce BCE categorical_hinge cosine_similarity huber_loss matthews_correlation precision recall fbeta_score fmeasure
accuracy mean_iou f1score fscore get_from_module BaseMeanIoU SensitivitySpecificityBase losses_utils Reduce SumOverBatchSize metrics_utils metrics deserialize_keras_object serialize_keras_object
generic_utils K clone_metric clone_metrics absolute_import division print_function six abc np Layer`,
  "keras.activations": `
deserialize elu exponential gelu get hard_sigmoid leaky_relu linear mish relu selu serialize sigmoid softmax softplus
softsign swish tanh silu
deserialize_keras_object serialize_keras_object get_from_module Layer K warnings absolute_import division print_function six math`,
};

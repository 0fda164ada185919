/** The names that Keras accepts as strings: `loss="mse"`, `metrics=["accuracy"]`. */

const losses3 = `
BCE BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy
CategoricalGeneralizedCrossEntropy CategoricalHinge Circle CosineSimilarity Dice Hinge Huber KLD KLDivergence LogCosh
Loss MAE MAPE MSE MSLE MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError
Poisson SparseCategoricalCrossentropy SquaredHinge Tversky bce binary_crossentropy binary_focal_crossentropy
categorical_crossentropy categorical_focal_crossentropy categorical_generalized_cross_entropy categorical_hinge circle
cosine_similarity ctc dice hinge huber kl_divergence kld log_cosh mae mape mean_absolute_error
mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle poisson
sparse_categorical_crossentropy squared_hinge tversky`;

/** Accepted by Keras 1 or 2, and by `tf.keras` before 2.16. */
const lossesBefore3 = `
kullback_leibler_divergence cosine_proximity cosine logcosh Logcosh huber_loss log_cosh mean_iou CosineProximity
KullbackLeiblerDivergence binary_accuracy is_categorical_crossentropy rmse root_mean_squared_error`;

const metrics3 = `
AUC Accuracy BinaryAccuracy BinaryIoU CategoricalAccuracy ConcordanceCorrelation F1Score FBetaScore FalseNegatives
FalsePositives IoU LogCoshError Mean MeanIoU MeanMetricWrapper Metric OneHotIoU OneHotMeanIoU PearsonCorrelation
Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity
SparseCategoricalAccuracy SparseTopKCategoricalAccuracy SpecificityAtSensitivity Sum TopKCategoricalAccuracy
TrueNegatives TruePositives accuracy acc ce crossentropy auc binary_accuracy binary_io_u categorical_accuracy
concordance_correlation f1_score f_beta_score false_negatives false_positives io_u log_cosh_error mean mean_io_u
mean_metric_wrapper metric one_hot_io_u one_hot_mean_io_u pearson_correlation precision precision_at_recall r2_score
recall recall_at_precision root_mean_squared_error sensitivity_at_specificity sparse_categorical_accuracy
sparse_top_k_categorical_accuracy specificity_at_sensitivity sum top_k_categorical_accuracy true_negatives
true_positives`;

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Every identifier that Keras 3 takes for a loss. */
export const lossIdentifiers: ReadonlySet<string> = new Set(words(losses3));

/** Every identifier that Keras 3 takes for a metric and not for a loss. */
export const metricIdentifiers: ReadonlySet<string> = new Set(words(metrics3));

/** Identifiers of losses that some version of Keras takes. */
export const lossIdentifiersOfAnyVersion: ReadonlySet<string> = new Set([...words(losses3), ...words(lossesBefore3)]);

/** Identifiers of metrics that some version of Keras takes; every loss is a metric too. */
export const metricIdentifiersOfAnyVersion: ReadonlySet<string> = new Set([
  ...words(metrics3),
  ...lossIdentifiersOfAnyVersion,
]);

const classNames = words(losses3).filter((name) => /^[A-Z]/.test(name) && !/^[A-Z]+$/.test(name));

/** Built-in loss classes, `keras.losses.MeanSquaredError` and its kin, `Loss` itself left out. */
export const lossClassNames: ReadonlySet<string> = new Set([...classNames.filter((name) => name !== "Loss"), "CTC"]);

/** The losses and metrics of Keras, and the cross-entropies below them. */

import { type FunctionRow, functions } from "./function-row.ts";

export const losses: readonly FunctionRow[] = [
  functions("", { dtype: "float" }, { "keras.losses": "ctc" }),
  functions(
    "labels, logits",
    { dtype: "float" },
    {
      "tf.nn": "sigmoid_cross_entropy_with_logits softmax_cross_entropy_with_logits",
      "tf.compat.v1.nn": "sigmoid_cross_entropy_with_logits",
    },
  ),
  functions(
    "labels, logits, pos_weight, name=, targets",
    { dtype: "float" },
    { "tf.compat.v1.nn": "weighted_cross_entropy_with_logits" },
  ),
  functions(
    "labels, predictions",
    { dtype: "float" },
    { "tf.compat.v1.losses": "absolute_difference huber_loss log_loss" },
  ),
  functions("labels, predictions, weights", { dtype: "float" }, { "tf.compat.v1.losses": "mean_squared_error" }),
  functions("labels:none, logits", { dtype: "float" }, { "tf.compat.v1.nn": "softmax_cross_entropy_with_logits" }),
  functions(
    "labels=, logits",
    { dtype: "float" },
    {
      "tf.nn": "sparse_softmax_cross_entropy_with_logits",
      "tf.compat.v1.nn": "sparse_softmax_cross_entropy_with_logits",
    },
  ),
  functions("multi_class_labels, logits", { dtype: "float" }, { "tf.compat.v1.losses": "sigmoid_cross_entropy" }),
  functions("onehot_labels:none, logits", { dtype: "float" }, { "tf.compat.v1.losses": "softmax_cross_entropy" }),
  functions("t", { dtype: "float" }, { "tf.nn": "l2_loss" }),
  functions(
    "target, output",
    { dtype: "float" },
    {
      "keras.ops": "categorical_crossentropy",
      "keras.backend": "categorical_crossentropy categorical_focal_crossentropy",
    },
  ),
  functions(
    "target=, output",
    { dtype: "float" },
    { "keras.ops": "sparse_categorical_crossentropy", "keras.backend": "sparse_categorical_crossentropy" },
  ),
  functions(
    "y_true, y_pred",
    { dtype: "float" },
    {
      "keras.losses":
        "BCE KLD MAE MAPE MSE MSLE bce binary_crossentropy binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy categorical_hinge cosine cosine_proximity cosine_similarity dice hinge huber huber_loss kl_divergence kld kullback_leibler_divergence log_cosh logcosh mae mape mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle poisson squared_hinge tversky",
      "keras.metrics":
        "BCE KLD MAE MAPE MSE MSLE bce binary_crossentropy binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy categorical_hinge concordance_correlation hinge huber huber_loss kl_divergence kld kullback_leibler_divergence log_cosh logcosh mae mape mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle pearson_correlation poisson squared_hinge",
    },
  ),
  functions("y_true:none, y_pred:none", { dtype: "float" }, { "keras.metrics": "categorical_accuracy" }),
  functions("y_true:unread, y_pred:none", { dtype: "float" }, { "keras.metrics": "top_k_categorical_accuracy" }),
  functions(
    "y_true=, y_pred",
    { dtype: "float" },
    { "keras.losses": "sparse_categorical_crossentropy", "keras.metrics": "sparse_categorical_crossentropy" },
  ),
  functions("y_true=, y_pred, q", { dtype: "float" }, { "keras.losses": "categorical_generalized_cross_entropy" }),
  functions("y_true=, y_pred, ref_labels=, ref_embeddings", { dtype: "float" }, { "keras.losses": "circle" }),
  functions(
    "y_true=, y_pred:none",
    { dtype: "float" },
    { "keras.metrics": "sparse_categorical_accuracy sparse_top_k_categorical_accuracy" },
  ),
  functions(
    "labels, logits, pos_weight",
    { dtype: "float", shape: "elementwise" },
    { "tf.nn": "weighted_cross_entropy_with_logits" },
  ),
  functions(
    "target, output",
    { dtype: "float", shape: "elementwise" },
    { "keras.ops": "binary_crossentropy", "keras.backend": "binary_crossentropy" },
  ),
  functions(
    "target, output, apply_class_balancing=, alpha=, gamma",
    { dtype: "float", shape: "elementwise" },
    { "keras.backend": "binary_focal_crossentropy" },
  ),
  functions("targets, log_input", { dtype: "float", shape: "elementwise" }, { "tf.nn": "log_poisson_loss" }),
  functions(
    "y_true:none, y_pred:none",
    { dtype: "float", shape: "elementwise" },
    { "keras.metrics": "binary_accuracy" },
  ),
];

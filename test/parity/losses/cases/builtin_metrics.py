# golden: binary_accuracy on binary, ragged_rank
# golden: binary_accuracy_threshold on binary
# golden: categorical_accuracy on categorical, categorical_sequence
# golden: sparse_accuracy on sparse, sparse_column
# golden: top_k on categorical, categorical_sequence
# golden: top_five on categorical
# golden: sparse_top_k on sparse, sparse_column
# golden: sparse_top_sorted on sparse_column
# golden: pearson on column, regression, sequence
# golden: pearson_last on regression
# golden: concordance on column, regression, sequence
# golden: mse_metric on regression
# golden: entropy_metric on binary
# golden: soft_accuracy_gap on categorical
# golden: cosine_not_there on column
from keras import metrics, ops

binary_accuracy = lambda y_true, y_pred: metrics.binary_accuracy(y_true, y_pred)
binary_accuracy_threshold = lambda y_true, y_pred: metrics.binary_accuracy(y_true, y_pred, threshold=0.3)
categorical_accuracy = lambda y_true, y_pred: metrics.categorical_accuracy(y_true, y_pred)
sparse_accuracy = lambda y_true, y_pred: metrics.sparse_categorical_accuracy(y_true, y_pred)
top_k = lambda y_true, y_pred: metrics.top_k_categorical_accuracy(y_true, y_pred, k=2)
top_five = lambda y_true, y_pred: metrics.top_k_categorical_accuracy(y_true, y_pred)
sparse_top_k = lambda y_true, y_pred: metrics.sparse_top_k_categorical_accuracy(y_true, y_pred, k=1)
sparse_top_sorted = lambda y_true, y_pred: metrics.sparse_top_k_categorical_accuracy(y_true, y_pred, 2, from_sorted_ids=True)
pearson = lambda y_true, y_pred: metrics.pearson_correlation(y_true, y_pred, axis=0)
pearson_last = lambda y_true, y_pred: metrics.pearson_correlation(y_true, y_pred)
concordance = lambda y_true, y_pred: metrics.concordance_correlation(y_true, y_pred, axis=0)
mse_metric = lambda y_true, y_pred: metrics.mean_squared_error(y_true, y_pred) + metrics.huber(y_true, y_pred, 0.5) + metrics.log_cosh(y_true, y_pred)
entropy_metric = lambda y_true, y_pred: metrics.binary_crossentropy(y_true, y_pred) + metrics.binary_focal_crossentropy(y_true, y_pred)
soft_accuracy_gap = lambda y_true, y_pred: 1.0 - metrics.categorical_accuracy(y_true, y_pred) * ops.max(y_pred, axis=-1)
cosine_not_there = lambda y_true, y_pred: metrics.cosine_similarity(y_true, y_pred)

# golden: aliases on regression
# golden: divergences on distribution
# golden: metric_aliases on regression
# golden: class_none on regression
# golden: class_sum on regression
# golden: class_over_batch on regression
# golden: class_auto on column
# golden: long_name on column
# golden: no_kl on column
# golden: activation on kinks
# golden: top on categorical
import tensorflow as tf
from tensorflow.keras import losses

aliases = lambda y_true, y_pred: losses.mse(y_true, y_pred) + losses.MAE(y_true, y_pred) + losses.mape(y_true, y_pred) + losses.MSLE(y_true, y_pred) + losses.logcosh(y_true, y_pred)
divergences = lambda y_true, y_pred: losses.kld(y_true, y_pred) + losses.KLD(y_true, y_pred) + losses.kullback_leibler_divergence(y_true, y_pred)
metric_aliases = lambda y_true, y_pred: tf.keras.metrics.mse(y_true, y_pred) + tf.keras.metrics.MAE(y_true, y_pred)
class_none = lambda y_true, y_pred: losses.MeanSquaredError(reduction=losses.Reduction.NONE)(y_true, y_pred)
class_sum = lambda y_true, y_pred: losses.Huber(reduction=losses.Reduction.SUM)(y_true, y_pred)
class_over_batch = lambda y_true, y_pred: losses.Huber(reduction=tf.keras.losses.Reduction.SUM_OVER_BATCH_SIZE)(y_true, y_pred)
class_auto = lambda y_true, y_pred: losses.Huber(reduction=losses.Reduction.AUTO)(y_true, y_pred)
long_name = lambda y_true, y_pred: losses.mean_squared_error(y_true, y_pred)
no_kl = lambda y_true, y_pred: losses.kl_divergence(y_true, y_pred)
activation = lambda y_true, y_pred: tf.keras.activations.relu(y_pred, max_value=1.0) + tf.keras.activations.get('selu')(y_pred)
top = lambda y_true, y_pred: tf.keras.metrics.categorical_accuracy(y_true, y_pred)

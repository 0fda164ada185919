# golden: mean_squared_error on regression, column, vector, zeros, ragged_rank, integers
# golden: mean_absolute_error on regression, column, vector, zeros, ragged_rank, integers
# golden: mean_absolute_percentage_error on regression, column, vector, zeros, ragged_rank, integers
# golden: mean_squared_logarithmic_error on regression, column, vector, zeros, ragged_rank, integers
# golden: log_cosh on regression, column, vector, zeros, ragged_rank, integers
# golden: poisson_loss on positive, regression
# golden: kl on distribution, regression
# golden: huber on regression, ragged_rank, integers
# golden: huber_small on regression
# golden: huber_positional on regression
# golden: cosine on regression, zeros, ragged_rank
# golden: cosine_first_axis on regression
# golden: cosine_two_axes on sequence
# golden: hinge on margin, binary, regression
# golden: squared_hinge on margin, binary, regression
# golden: categorical_hinge on categorical_logits, categorical, margin
# golden: bce on binary, binary_vector, mask, integers
# golden: bce_logits on logits
# golden: bce_smooth on binary
# golden: bce_logits_smooth on logits
# golden: bce_axis on mask
# golden: bce_ranks on ragged_rank
# golden: focal on binary, mask
# golden: focal_gamma on binary
# golden: focal_balanced on binary
# golden: focal_logits on logits
# golden: focal_logits_smooth on logits
# golden: cce on categorical, categorical_sequence, mask_classes
# golden: cce_logits on categorical_logits
# golden: cce_smooth on categorical
# golden: cce_axis on mask_classes
# golden: cce_bool_axis on categorical
# golden: cfocal on categorical, categorical_sequence
# golden: cfocal_alpha on categorical_sequence
# golden: cfocal_logits on categorical_logits
# golden: scce on sparse, sparse_column
# golden: scce_logits on sparse_logits
# golden: scce_ignored on sparse
# golden: scce_ignored_logits on sparse_logits
# golden: scce_axis on sparse
# golden: gce on sparse
# golden: gce_missing_q on sparse
# golden: dice on mask, mask_classes, binary
# golden: dice_axis on mask, mask_classes
# golden: tversky on mask, binary
# golden: tversky_weights on mask_classes
# golden: circle on labelled
# golden: circle_soft on labelled
# golden: circle_reference on labelled
# golden: by_name on regression
# golden: by_class_name on regression
# golden: by_config on regression
# golden: by_wrong_name on column
# golden: old_alias on column
# golden: deserialized on regression
# golden: round_trip on column
import keras
from keras import losses

mean_squared_error = lambda y_true, y_pred: losses.mean_squared_error(y_true, y_pred)
mean_absolute_error = lambda y_true, y_pred: losses.mean_absolute_error(y_true, y_pred)
mean_absolute_percentage_error = lambda y_true, y_pred: losses.mean_absolute_percentage_error(y_true, y_pred)
mean_squared_logarithmic_error = lambda y_true, y_pred: losses.mean_squared_logarithmic_error(y_true, y_pred)
log_cosh = lambda y_true, y_pred: losses.log_cosh(y_true, y_pred)
poisson_loss = lambda y_true, y_pred: losses.poisson(y_true, y_pred)
kl = lambda y_true, y_pred: losses.kl_divergence(y_true, y_pred)
huber = lambda y_true, y_pred: losses.huber(y_true, y_pred)
huber_small = lambda y_true, y_pred: losses.huber(y_true, y_pred, delta=0.1)
huber_positional = lambda y_true, y_pred: losses.huber(y_true, y_pred, 2)
cosine = lambda y_true, y_pred: losses.cosine_similarity(y_true, y_pred)
cosine_first_axis = lambda y_true, y_pred: losses.cosine_similarity(y_true, y_pred, axis=0)
cosine_two_axes = lambda y_true, y_pred: losses.cosine_similarity(y_true, y_pred, axis=[1, 2])
hinge = lambda y_true, y_pred: losses.hinge(y_true, y_pred)
squared_hinge = lambda y_true, y_pred: losses.squared_hinge(y_true, y_pred)
categorical_hinge = lambda y_true, y_pred: losses.categorical_hinge(y_true, y_pred)
bce = lambda y_true, y_pred: losses.binary_crossentropy(y_true, y_pred)
bce_logits = lambda y_true, y_pred: losses.binary_crossentropy(y_true, y_pred, from_logits=True)
bce_smooth = lambda y_true, y_pred: losses.binary_crossentropy(y_true, y_pred, label_smoothing=0.2)
bce_logits_smooth = lambda y_true, y_pred: losses.binary_crossentropy(y_true, y_pred, True, 0.1)
bce_axis = lambda y_true, y_pred: losses.binary_crossentropy(y_true, y_pred, axis=[1, 2, 3])
bce_ranks = lambda y_true, y_pred: losses.binary_crossentropy(y_true, y_pred)
focal = lambda y_true, y_pred: losses.binary_focal_crossentropy(y_true, y_pred)
focal_gamma = lambda y_true, y_pred: losses.binary_focal_crossentropy(y_true, y_pred, gamma=0.5)
focal_balanced = lambda y_true, y_pred: losses.binary_focal_crossentropy(y_true, y_pred, apply_class_balancing=True, alpha=0.8)
focal_logits = lambda y_true, y_pred: losses.binary_focal_crossentropy(y_true, y_pred, from_logits=True, gamma=3)
focal_logits_smooth = lambda y_true, y_pred: losses.binary_focal_crossentropy(y_true, y_pred, True, 0.3, 1.5, True, 0.1, 0)
cce = lambda y_true, y_pred: losses.categorical_crossentropy(y_true, y_pred)
cce_logits = lambda y_true, y_pred: losses.categorical_crossentropy(y_true, y_pred, from_logits=True)
cce_smooth = lambda y_true, y_pred: losses.categorical_crossentropy(y_true, y_pred, label_smoothing=0.1)
cce_axis = lambda y_true, y_pred: losses.categorical_crossentropy(y_true, y_pred, axis=1)
cce_bool_axis = lambda y_true, y_pred: losses.categorical_crossentropy(y_true, y_pred, axis=True)
cfocal = lambda y_true, y_pred: losses.categorical_focal_crossentropy(y_true, y_pred)
cfocal_alpha = lambda y_true, y_pred: losses.categorical_focal_crossentropy(y_true, y_pred, alpha=[0.1, 0.2, 0.3, 0.4], gamma=1.0)
cfocal_logits = lambda y_true, y_pred: losses.categorical_focal_crossentropy(y_true, y_pred, from_logits=True, label_smoothing=0.1)
scce = lambda y_true, y_pred: losses.sparse_categorical_crossentropy(y_true, y_pred)
scce_logits = lambda y_true, y_pred: losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)
scce_ignored = lambda y_true, y_pred: losses.sparse_categorical_crossentropy(y_true, y_pred, ignore_class=2)
scce_ignored_logits = lambda y_true, y_pred: losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True, ignore_class=0)
scce_axis = lambda y_true, y_pred: losses.sparse_categorical_crossentropy(y_true, y_pred, axis=0)
gce = lambda y_true, y_pred: losses.categorical_generalized_cross_entropy(y_true, y_pred, 0.7)
gce_missing_q = lambda y_true, y_pred: losses.categorical_generalized_cross_entropy(y_true, y_pred)
dice = lambda y_true, y_pred: losses.dice(y_true, y_pred)
dice_axis = lambda y_true, y_pred: losses.dice(y_true, y_pred, axis=(1, 2))
tversky = lambda y_true, y_pred: losses.tversky(y_true, y_pred)
tversky_weights = lambda y_true, y_pred: losses.tversky(y_true, y_pred, alpha=0.2, beta=0.8, axis=[1, 2, 3])
circle = lambda y_true, y_pred: losses.circle(y_true, y_pred)
circle_soft = lambda y_true, y_pred: losses.circle(y_true, y_pred, gamma=4, margin=0.2, remove_diagonal=False)
circle_reference = lambda y_true, y_pred: losses.circle(y_true, y_pred, ref_labels=y_true[:2], ref_embeddings=y_pred[:2] * 0.5, remove_diagonal=False, gamma=2)
by_name = lambda y_true, y_pred: losses.get('mse')(y_true, y_pred) + losses.get('MAE')(y_true, y_pred) + losses.get('huber')(y_true, y_pred)
by_class_name = lambda y_true, y_pred: losses.get('Huber')(y_true, y_pred)
by_config = lambda y_true, y_pred: losses.get({'class_name': 'Huber', 'config': {'name': 'h', 'reduction': 'sum'}})(y_true, y_pred)
by_wrong_name = lambda y_true, y_pred: losses.get('my_koss')(y_true, y_pred)
old_alias = lambda y_true, y_pred: losses.mse(y_true, y_pred)
deserialized = lambda y_true, y_pred: losses.deserialize('mean_squared_error')(y_true, y_pred)
round_trip = lambda y_true, y_pred: losses.Tversky.from_config(losses.Tversky(alpha=0.3, axis=-1).get_config())(y_true, y_pred)

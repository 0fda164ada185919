# golden: meansquarederror on regression, ragged_rank, integers
# golden: meanabsoluteerror on regression, ragged_rank, integers
# golden: meanabsolutepercentageerror on regression, ragged_rank, integers
# golden: meansquaredlogarithmicerror on regression, ragged_rank, integers
# golden: logcosh on regression, ragged_rank, integers
# golden: huber on regression, ragged_rank, integers
# golden: cosinesimilarity on regression, ragged_rank, integers
# golden: poisson on positive
# golden: kldivergence on distribution
# golden: hinge on margin, binary
# golden: squaredhinge on margin, binary
# golden: categoricalhinge on categorical
# golden: binarycrossentropy on binary, mask
# golden: binaryfocalcrossentropy on binary
# golden: categoricalcrossentropy on categorical
# golden: categoricalfocalcrossentropy on categorical
# golden: sparsecategoricalcrossentropy on sparse, sparse_column
# golden: dice on mask
# golden: tversky on mask
# golden: circle on labelled
# golden: categoricalgeneralizedcrossentropy on sparse
# golden: mse_sum on regression
# golden: mse_none on regression
# golden: mse_none_text on regression
# golden: mse_mean on regression
# golden: mse_weighted_mean on regression
# golden: mse_auto on regression
# golden: mse_positional on regression
# golden: mse_too_many on column
# golden: mse_unknown_keyword on column
# golden: mse_weights on five
# golden: mse_weights_sum on five
# golden: mse_weights_none on five
# golden: mse_weights_mean on five
# golden: mse_weights_column on column_six
# golden: mse_weights_scalar on column
# golden: huber_delta on regression
# golden: huber_all on regression
# golden: huber_dtype on regression
# golden: cosine_axis on regression
# golden: bce_options on logits
# golden: focal_options on binary
# golden: focal_logits on logits
# golden: cce_options on categorical_logits
# golden: cfocal_options on categorical
# golden: scce_logits on sparse_logits
# golden: scce_ignore on sparse
# golden: scce_ignore_sum on sparse
# golden: scce_ignore_weights on sparse_five
# golden: dice_axis on mask_classes
# golden: tversky_options on mask_classes
# golden: circle_options on labelled
# golden: gce_q on sparse
# golden: gce_bad_q on sparse
# golden: call_only on regression
# golden: base_class on column
# golden: attributes on regression
# golden: no_attribute on column
# golden: config_values on column
# golden: is_loss on regression
# golden: weights_on_scalar on regression
import keras
from keras import losses, ops


class ScalarLoss(losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred))

meansquarederror = lambda y_true, y_pred: losses.MeanSquaredError()(y_true, y_pred)
meanabsoluteerror = lambda y_true, y_pred: losses.MeanAbsoluteError()(y_true, y_pred)
meanabsolutepercentageerror = lambda y_true, y_pred: losses.MeanAbsolutePercentageError()(y_true, y_pred)
meansquaredlogarithmicerror = lambda y_true, y_pred: losses.MeanSquaredLogarithmicError()(y_true, y_pred)
logcosh = lambda y_true, y_pred: losses.LogCosh()(y_true, y_pred)
huber = lambda y_true, y_pred: losses.Huber()(y_true, y_pred)
cosinesimilarity = lambda y_true, y_pred: losses.CosineSimilarity()(y_true, y_pred)
poisson = lambda y_true, y_pred: losses.Poisson()(y_true, y_pred)
kldivergence = lambda y_true, y_pred: losses.KLDivergence()(y_true, y_pred)
hinge = lambda y_true, y_pred: losses.Hinge()(y_true, y_pred)
squaredhinge = lambda y_true, y_pred: losses.SquaredHinge()(y_true, y_pred)
categoricalhinge = lambda y_true, y_pred: losses.CategoricalHinge()(y_true, y_pred)
binarycrossentropy = lambda y_true, y_pred: losses.BinaryCrossentropy()(y_true, y_pred)
binaryfocalcrossentropy = lambda y_true, y_pred: losses.BinaryFocalCrossentropy()(y_true, y_pred)
categoricalcrossentropy = lambda y_true, y_pred: losses.CategoricalCrossentropy()(y_true, y_pred)
categoricalfocalcrossentropy = lambda y_true, y_pred: losses.CategoricalFocalCrossentropy()(y_true, y_pred)
sparsecategoricalcrossentropy = lambda y_true, y_pred: losses.SparseCategoricalCrossentropy()(y_true, y_pred)
dice = lambda y_true, y_pred: losses.Dice()(y_true, y_pred)
tversky = lambda y_true, y_pred: losses.Tversky()(y_true, y_pred)
circle = lambda y_true, y_pred: losses.Circle()(y_true, y_pred)
categoricalgeneralizedcrossentropy = lambda y_true, y_pred: losses.CategoricalGeneralizedCrossEntropy()(y_true, y_pred)
mse_sum = lambda y_true, y_pred: losses.MeanSquaredError(reduction='sum')(y_true, y_pred)
mse_none = lambda y_true, y_pred: losses.MeanSquaredError(reduction=None)(y_true, y_pred)
mse_none_text = lambda y_true, y_pred: losses.MeanSquaredError(reduction='none')(y_true, y_pred)
mse_mean = lambda y_true, y_pred: losses.MeanSquaredError(reduction='mean')(y_true, y_pred)
mse_weighted_mean = lambda y_true, y_pred: losses.MeanSquaredError(reduction='mean_with_sample_weight')(y_true, y_pred)
mse_auto = lambda y_true, y_pred: losses.MeanSquaredError(reduction='auto')(y_true, y_pred)
mse_positional = lambda y_true, y_pred: losses.MeanSquaredError('sum', 'named')(y_true, y_pred)
mse_too_many = lambda y_true, y_pred: losses.MeanSquaredError('sum', 'named', 'float32', 3)(y_true, y_pred)
mse_unknown_keyword = lambda y_true, y_pred: losses.MeanSquaredError(delta=2)(y_true, y_pred)
mse_weights = lambda y_true, y_pred: losses.MeanSquaredError()(y_true, y_pred, sample_weight=[0.5, 2.0, 0.0, 1.0, 3.0])
mse_weights_sum = lambda y_true, y_pred: losses.MeanSquaredError(reduction='sum')(y_true, y_pred, sample_weight=[0.5, 2.0, 0.0, 1.0, 3.0])
mse_weights_none = lambda y_true, y_pred: losses.MeanSquaredError(reduction='none')(y_true, y_pred, sample_weight=[0.5, 2.0, 0.0, 1.0, 3.0])
mse_weights_mean = lambda y_true, y_pred: losses.MeanSquaredError(reduction='mean_with_sample_weight')(y_true, y_pred, sample_weight=[0.5, 2.0, 0.0, 1.0, 3.0])
mse_weights_column = lambda y_true, y_pred: losses.MeanSquaredError()(y_true, y_pred, sample_weight=[[0.5], [2.0], [0.0], [1.0], [3.0], [1.0]])
mse_weights_scalar = lambda y_true, y_pred: losses.MeanSquaredError()(y_true, y_pred, 2.0)
huber_delta = lambda y_true, y_pred: losses.Huber(delta=0.3)(y_true, y_pred)
huber_all = lambda y_true, y_pred: losses.Huber(0.3, 'sum', 'h')(y_true, y_pred)
huber_dtype = lambda y_true, y_pred: losses.Huber(dtype='float32')(y_true, y_pred)
cosine_axis = lambda y_true, y_pred: losses.CosineSimilarity(axis=0, reduction='none')(y_true, y_pred)
bce_options = lambda y_true, y_pred: losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1, axis=0)(y_true, y_pred)
focal_options = lambda y_true, y_pred: losses.BinaryFocalCrossentropy(True, 0.9, 3.0)(y_true, y_pred)
focal_logits = lambda y_true, y_pred: losses.BinaryFocalCrossentropy(from_logits=True, reduction='sum')(y_true, y_pred)
cce_options = lambda y_true, y_pred: losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.2, reduction=None)(y_true, y_pred)
cfocal_options = lambda y_true, y_pred: losses.CategoricalFocalCrossentropy(alpha=0.5, gamma=1.0, label_smoothing=0.05)(y_true, y_pred)
scce_logits = lambda y_true, y_pred: losses.SparseCategoricalCrossentropy(from_logits=True)(y_true, y_pred)
scce_ignore = lambda y_true, y_pred: losses.SparseCategoricalCrossentropy(ignore_class=2)(y_true, y_pred)
scce_ignore_sum = lambda y_true, y_pred: losses.SparseCategoricalCrossentropy(ignore_class=0, reduction='sum')(y_true, y_pred)
scce_ignore_weights = lambda y_true, y_pred: losses.SparseCategoricalCrossentropy(ignore_class=2)(y_true, y_pred, sample_weight=[0.5, 2.0, 0.0, 1.0, 3.0])
dice_axis = lambda y_true, y_pred: losses.Dice(axis=(1, 2), reduction='none')(y_true, y_pred)
tversky_options = lambda y_true, y_pred: losses.Tversky(alpha=0.3, beta=0.7, axis=[1, 2, 3])(y_true, y_pred)
circle_options = lambda y_true, y_pred: losses.Circle(gamma=8.0, margin=0.3, remove_diagonal=False)(y_true, y_pred)
gce_q = lambda y_true, y_pred: losses.CategoricalGeneralizedCrossEntropy(q=0.3)(y_true, y_pred)
gce_bad_q = lambda y_true, y_pred: losses.CategoricalGeneralizedCrossEntropy(q=1.5)(y_true, y_pred)
call_only = lambda y_true, y_pred: losses.Huber(delta=0.5).call(y_true, y_pred)
base_class = lambda y_true, y_pred: losses.Loss()(y_true, y_pred)
attributes = lambda y_true, y_pred: losses.Tversky(alpha=0.3).alpha * losses.MeanAbsoluteError(name='m')(y_true, y_pred) + len(losses.Huber().name)
no_attribute = lambda y_true, y_pred: losses.Huber(delta=2.0).delta * (y_true - y_pred)
config_values = lambda y_true, y_pred: losses.BinaryFocalCrossentropy(gamma=3.0).get_config()['gamma'] * (y_true - y_pred)
is_loss = lambda y_true, y_pred: (y_true - y_pred) ** 2 if isinstance(losses.Huber(), keras.losses.Loss) and issubclass(losses.Dice, keras.Loss) else y_pred
weights_on_scalar = lambda y_true, y_pred: ScalarLoss()(y_true, y_pred, [1.0, 2.0]) if y_pred.shape[0] == 2 else y_pred

# golden: relu_of on kinks, regression
# golden: relu6_of on kinks, regression
# golden: leaky_relu_of on kinks, regression
# golden: softmax_of on kinks, regression
# golden: log_softmax_of on kinks, regression
# golden: elu_of on kinks, regression
# golden: selu_of on kinks, regression
# golden: softplus_of on kinks, regression
# golden: softsign_of on kinks, regression
# golden: soft_shrink_of on kinks, regression
# golden: hard_shrink_of on kinks, regression
# golden: tanh_shrink_of on kinks, regression
# golden: sparse_plus_of on kinks, regression
# golden: sparse_sigmoid_of on kinks, regression
# golden: silu_of on kinks, regression
# golden: swish_of on kinks, regression
# golden: squareplus_of on kinks, regression
# golden: gelu_of on kinks, regression
# golden: celu_of on kinks, regression
# golden: tanh_of on kinks, regression
# golden: hard_tanh_of on kinks, regression
# golden: sigmoid_of on kinks, regression
# golden: log_sigmoid_of on kinks, regression
# golden: exponential_of on kinks, regression
# golden: hard_sigmoid_of on kinks, regression
# golden: hard_silu_of on kinks, regression
# golden: hard_swish_of on kinks, regression
# golden: mish_of on kinks, regression
# golden: sparsemax_of on kinks, regression
# golden: linear_of on kinks, regression
# golden: relu_slope on kinks
# golden: relu_cap on kinks
# golden: relu_six on kinks
# golden: relu_threshold on kinks
# golden: relu_everything on kinks
# golden: leaky_slope on kinks
# golden: elu_alpha on kinks
# golden: celu_alpha on kinks
# golden: gelu_approximate on kinks
# golden: squareplus_b on kinks
# golden: softmax_axis on kinks
# golden: softmax_all on kinks
# golden: glu_even on pair
# golden: glu_odd on regression
# golden: threshold_at on kinks
# golden: shrink_wide on kinks
# golden: sparsemax_first on kinks
# golden: by_name on kinks
# golden: unknown_name on column
# golden: sigmoid_then_entropy on logits
# golden: softmax_then_entropy on categorical_logits
import keras
from keras import activations

relu_of = lambda y_true, y_pred: activations.relu(y_pred)
relu6_of = lambda y_true, y_pred: activations.relu6(y_pred)
leaky_relu_of = lambda y_true, y_pred: activations.leaky_relu(y_pred)
softmax_of = lambda y_true, y_pred: activations.softmax(y_pred)
log_softmax_of = lambda y_true, y_pred: activations.log_softmax(y_pred)
elu_of = lambda y_true, y_pred: activations.elu(y_pred)
selu_of = lambda y_true, y_pred: activations.selu(y_pred)
softplus_of = lambda y_true, y_pred: activations.softplus(y_pred)
softsign_of = lambda y_true, y_pred: activations.softsign(y_pred)
soft_shrink_of = lambda y_true, y_pred: activations.soft_shrink(y_pred)
hard_shrink_of = lambda y_true, y_pred: activations.hard_shrink(y_pred)
tanh_shrink_of = lambda y_true, y_pred: activations.tanh_shrink(y_pred)
sparse_plus_of = lambda y_true, y_pred: activations.sparse_plus(y_pred)
sparse_sigmoid_of = lambda y_true, y_pred: activations.sparse_sigmoid(y_pred)
silu_of = lambda y_true, y_pred: activations.silu(y_pred)
swish_of = lambda y_true, y_pred: activations.swish(y_pred)
squareplus_of = lambda y_true, y_pred: activations.squareplus(y_pred)
gelu_of = lambda y_true, y_pred: activations.gelu(y_pred)
celu_of = lambda y_true, y_pred: activations.celu(y_pred)
tanh_of = lambda y_true, y_pred: activations.tanh(y_pred)
hard_tanh_of = lambda y_true, y_pred: activations.hard_tanh(y_pred)
sigmoid_of = lambda y_true, y_pred: activations.sigmoid(y_pred)
log_sigmoid_of = lambda y_true, y_pred: activations.log_sigmoid(y_pred)
exponential_of = lambda y_true, y_pred: activations.exponential(y_pred)
hard_sigmoid_of = lambda y_true, y_pred: activations.hard_sigmoid(y_pred)
hard_silu_of = lambda y_true, y_pred: activations.hard_silu(y_pred)
hard_swish_of = lambda y_true, y_pred: activations.hard_swish(y_pred)
mish_of = lambda y_true, y_pred: activations.mish(y_pred)
sparsemax_of = lambda y_true, y_pred: activations.sparsemax(y_pred)
linear_of = lambda y_true, y_pred: activations.linear(y_pred)
relu_slope = lambda y_true, y_pred: activations.relu(y_pred, negative_slope=0.1)
relu_cap = lambda y_true, y_pred: activations.relu(y_pred, max_value=0.5)
relu_six = lambda y_true, y_pred: activations.relu(y_pred * 4, max_value=6)
relu_threshold = lambda y_true, y_pred: activations.relu(y_pred, threshold=0.5)
relu_everything = lambda y_true, y_pred: activations.relu(y_pred, 0.2, 1.5, 0.5)
leaky_slope = lambda y_true, y_pred: activations.leaky_relu(y_pred, 0.01)
elu_alpha = lambda y_true, y_pred: activations.elu(y_pred, alpha=0.5)
celu_alpha = lambda y_true, y_pred: activations.celu(y_pred, alpha=2.0)
gelu_approximate = lambda y_true, y_pred: activations.gelu(y_pred, approximate=True)
squareplus_b = lambda y_true, y_pred: activations.squareplus(y_pred, b=1)
softmax_axis = lambda y_true, y_pred: activations.softmax(y_pred, axis=0)
softmax_all = lambda y_true, y_pred: activations.softmax(y_pred, axis=None)
glu_even = lambda y_true, y_pred: activations.glu(y_pred)
glu_odd = lambda y_true, y_pred: activations.glu(y_pred)
threshold_at = lambda y_true, y_pred: activations.threshold(y_pred, 0.5, -1.0)
shrink_wide = lambda y_true, y_pred: activations.soft_shrink(y_pred, 1.0) + activations.hard_shrink(y_pred, threshold=1.0)
sparsemax_first = lambda y_true, y_pred: activations.sparsemax(y_pred, axis=0)
by_name = lambda y_true, y_pred: activations.get('sigmoid')(y_pred) + activations.deserialize('tanh')(y_pred) + activations.get(None)(y_pred)
unknown_name = lambda y_true, y_pred: activations.get('nope')(y_pred)
sigmoid_then_entropy = lambda y_true, y_pred: keras.losses.binary_crossentropy(y_true, activations.sigmoid(y_pred))
softmax_then_entropy = lambda y_true, y_pred: keras.losses.categorical_crossentropy(y_true, activations.softmax(y_pred))

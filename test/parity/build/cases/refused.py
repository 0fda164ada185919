"""Losses of which most cannot be built, one for each way in which TensorFlow's graph refuses them."""

import numpy as np
import math
import tensorflow as tf
import keras
from keras import ops
from tensorflow.keras import backend as K


# golden: sub4 on regression
def sub4(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred - tf.zeros((4,))), axis=-1)


# golden: kdot on regression
def kdot(y_true, y_pred):
    return K.mean(K.dot(y_pred, K.ones((4, 2))), axis=-1)


# golden: mm on regression
def mm(y_true, y_pred):
    return tf.matmul(y_true, y_pred)


# golden: resh on regression
def resh(y_true, y_pred):
    return K.mean(K.reshape(y_pred, (-1, 4)), axis=-1)


# golden: resh_fixed on regression
def resh_fixed(y_true, y_pred):
    return K.mean(K.reshape(y_pred, (7, 3)), axis=-1)


# golden: resh_none on regression
def resh_none(y_true, y_pred):
    return K.mean(tf.reshape(y_pred, (y_pred.shape[0], -1)), axis=-1)


# golden: ops_resh_none on regression
def ops_resh_none(y_true, y_pred):
    return ops.mean(ops.reshape(y_pred, (y_pred.shape[0], -1)), axis=-1)


# golden: concat on regression
def concat(y_true, y_pred):
    return K.mean(tf.concat([y_true, y_pred[:, :2]], axis=0), axis=-1)


# golden: nb on regression
def nb(y_true, y_pred):
    return tf.reduce_sum(y_true, axis=-1) * y_pred


# golden: col5 on regression
def col5(y_true, y_pred):
    return y_pred[:, 5] - y_true[:, 0]


# golden: axis2 on regression
def axis2(y_true, y_pred):
    return K.mean(y_pred, axis=2)


# golden: squeeze on regression
def squeeze(y_true, y_pred):
    return tf.squeeze(y_pred, axis=-1)


# golden: castint on regression
def castint(y_true, y_pred):
    return K.mean(tf.cast(y_true, tf.int32) * y_pred, axis=-1)


# golden: intmul on regression
def intmul(y_true, y_pred):
    return K.mean(y_pred * K.shape(y_pred)[0], axis=-1)


# golden: pyfloat_int on regression
def pyfloat_int(y_true, y_pred):
    return K.mean(y_pred, axis=-1) * (tf.cast(y_true, 'int32')[:, 0] * 0.5)


# golden: tfadd on regression
def tfadd(y_true, y_pred):
    return tf.add(y_pred, tf.cast(y_true, tf.int64))


# golden: tfmaximum on regression
def tfmaximum(y_true, y_pred):
    return tf.maximum(y_pred, tf.cast(y_true, tf.int64))


# golden: f64 on regression
def f64(y_true, y_pred):
    return y_pred * np.ones(3)


# golden: f64b on regression
def f64b(y_true, y_pred):
    return y_pred * tf.constant(np.ones(3))


# golden: where_dt on regression
def where_dt(y_true, y_pred):
    return tf.where(y_true > 0, y_pred, tf.zeros((3,), tf.float64))


# golden: ifs on regression
def ifs(y_true, y_pred):
    if K.mean(y_pred) > 0:
        return K.mean(y_pred)
    return K.mean(y_true)


# golden: andor on regression
def andor(y_true, y_pred):
    return K.mean(K.square(y_true > 0 and y_pred > 0))


# golden: npmean on regression
def npmean(y_true, y_pred):
    return np.mean(np.square(y_true - y_pred))


# golden: npabs on regression
def npabs(y_true, y_pred):
    return np.abs(y_true - y_pred)


# golden: nplog on regression
def nplog(y_true, y_pred):
    return -np.log(y_pred)


# golden: npmax on regression
def npmax(y_true, y_pred):
    return np.maximum(y_true, y_pred)


# golden: npsum on regression
def npsum(y_true, y_pred):
    return np.sum(y_pred)


# golden: mathlog on regression
def mathlog(y_true, y_pred):
    return math.log(K.mean(y_pred))


# golden: flt on regression
def flt(y_true, y_pred):
    return float(K.mean(y_pred))


# golden: numpyy on regression
def numpyy(y_true, y_pred):
    return y_pred.numpy()


# golden: pysum on regression
def pysum(y_true, y_pred):
    return sum(y_pred)


# golden: pymax on regression
def pymax(y_true, y_pred):
    return max(y_true, y_pred)


# golden: none_mul on regression
def none_mul(y_true, y_pred):
    return y_pred * y_pred.shape[0]


# golden: none_div on regression
def none_div(y_true, y_pred):
    return K.sum(y_pred) / y_pred.shape[0]


# golden: none_div2 on regression
def none_div2(y_true, y_pred):
    return K.sum(y_pred) / K.int_shape(y_pred)[0]


# golden: nonearith on regression
def nonearith(y_true, y_pred):
    return K.sum(y_pred) / (y_pred.shape[0] * 2)


# golden: nonerange on regression
def nonerange(y_true, y_pred):
    return sum(y_pred[i] for i in range(y_pred.shape[0]))


# golden: ret_none on regression
def ret_none(y_true, y_pred):
    K.mean(y_pred)


# golden: ret_list on regression
def ret_list(y_true, y_pred):
    return [K.mean(y_pred), K.mean(y_true)]


# golden: ret_tuple on regression
def ret_tuple(y_true, y_pred):
    return K.mean(y_pred, axis=-1), K.mean(y_true)


# golden: ret_str on regression
def ret_str(y_true, y_pred):
    return "a"


# golden: ret_int on regression
def ret_int(y_true, y_pred):
    return 3


# golden: ret_bool on regression
def ret_bool(y_true, y_pred):
    return y_true > y_pred


# golden: listidx on regression
def listidx(y_true, y_pred):
    return [1., 2.][tf.argmax(y_pred[0])]


# golden: unstack on regression
def unstack(y_true, y_pred):
    return tf.add_n(tf.unstack(y_pred))


# golden: unstack1 on regression
def unstack1(y_true, y_pred):
    return tf.add_n(tf.unstack(y_pred, axis=-1))


# golden: unpack on regression
def unpack(y_true, y_pred):
    a, b, c = y_pred
    return a


# golden: splits on regression
def splits(y_true, y_pred):
    a, b = tf.split(y_pred, 2, axis=-1)
    return a


# golden: kvar on regression
def kvar(y_true, y_pred):
    w = K.variable(1.0)
    return w * K.mean(y_pred)


# golden: tfvar on regression
def tfvar(y_true, y_pred):
    w = tf.Variable(1.0)
    return w * K.mean(y_pred)


# golden: dense on regression
def dense(y_true, y_pred):
    return keras.layers.Dense(2)(y_pred)


# golden: tape on regression
def tape(y_true, y_pred):
    with tf.GradientTape() as t:
        t.watch(y_pred)
        z = y_pred * y_pred
    return t.gradient(z, y_pred)


# golden: onehot on regression
def onehot(y_true, y_pred):
    return K.sum(K.one_hot(tf.cast(y_true[:, 0], 'int32'), 4) * y_pred, axis=-1)


# golden: bce_mismatch on regression
def bce_mismatch(y_true, y_pred):
    return keras.losses.binary_crossentropy(y_true[:, :2], y_pred)


# golden: cce_mismatch on regression
def cce_mismatch(y_true, y_pred):
    return keras.losses.categorical_crossentropy(y_true[:, :2], y_pred)


# golden: kcce_mismatch on regression
def kcce_mismatch(y_true, y_pred):
    return K.categorical_crossentropy(y_true[:, :2], y_pred)


# golden: scce on regression
def scce(y_true, y_pred):
    return keras.losses.sparse_categorical_crossentropy(y_true, y_pred)


# golden: sigm on regression
def sigm(y_true, y_pred):
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true[:, :2], logits=y_pred)


# golden: smce on regression
def smce(y_true, y_pred):
    return tf.nn.softmax_cross_entropy_with_logits(labels=y_true[:, :2], logits=y_pred)


# golden: gather on regression
def gather(y_true, y_pred):
    return tf.gather(y_pred, 5, axis=1)


# golden: topk on regression
def topk(y_true, y_pred):
    return tf.math.top_k(y_pred, 5).values


# golden: badarg on regression
def badarg(y_true, y_pred):
    return K.mean(y_pred, axs=-1)


# golden: strings on regression
def strings(y_true, y_pred):
    return y_pred + "a"


# golden: noattr on regression
def noattr(y_true, y_pred):
    return y_pred.value


# golden: session on regression
def session(y_true, y_pred):
    return K.get_session().run(y_pred)


# golden: tevals on regression
def tevals(y_true, y_pred):
    return y_pred.eval()


# golden: item on regression
def item(y_true, y_pred):
    return y_pred.item()


# golden: assignsub on regression
def assignsub(y_true, y_pred):
    y_pred[:, 0] += 1
    return y_pred


# golden: dictkey on regression
def dictkey(y_true, y_pred):
    return {y_pred: 1}[y_pred]


# golden: inn on regression
def inn(y_true, y_pred):
    return K.mean(y_pred) if 1.0 in y_pred else K.mean(y_true)


# golden: opsmul_int on regression
def opsmul_int(y_true, y_pred):
    return ops.mean(ops.multiply(y_pred, ops.cast(y_true, "int32")))


# golden: rank on regression
def rank(y_true, y_pred):
    a, b, c = y_pred.shape
    return K.mean(y_pred) * b


# golden: eye on regression
def eye(y_true, y_pred):
    return tf.eye(y_pred.shape[0])


# golden: zeros on regression
def zeros(y_true, y_pred):
    return tf.zeros(y_pred.shape) + y_pred


# golden: kzeros on regression
def kzeros(y_true, y_pred):
    return K.zeros(K.int_shape(y_pred)) + y_pred


# golden: opszeros on regression
def opszeros(y_true, y_pred):
    return ops.zeros(y_pred.shape) + y_pred


# golden: konst on regression
def konst(y_true, y_pred):
    return K.constant(1., shape=K.int_shape(y_pred)) + y_pred


# golden: arr on regression
def arr(y_true, y_pred):
    return np.array(y_pred)


# golden: arr2 on regression
def arr2(y_true, y_pred):
    return np.array([1, 2, 3]) * y_pred


# golden: arr3 on regression
def arr3(y_true, y_pred):
    return y_pred ** np.array([1., 2, 3])


# golden: tofloat on regression
def tofloat(y_true, y_pred):
    return K.mean(y_pred) * float(y_pred.shape[1])


# golden: opsrange on regression
def opsrange(y_true, y_pred):
    n = ops.shape(y_pred)[0]
    for i in range(n):
        pass
    return y_pred


# golden: fill on regression
def fill(y_true, y_pred):
    return tf.fill((y_pred.shape[0],), 1.0)


# golden: bcast on regression
def bcast(y_true, y_pred):
    return tf.broadcast_to(y_pred, (2, 4))


# golden: stacks on regression
def stacks(y_true, y_pred):
    return tf.stack([y_true, y_pred[:, 0]])


# golden: norm on regression
def norm(y_true, y_pred):
    return np.linalg.norm(y_pred)


# golden: cond on regression
def cond(y_true, y_pred):
    return tf.cond(K.mean(y_pred) > 0, lambda: K.mean(y_pred), lambda: K.cast(K.mean(y_pred), "float64"))


# golden: einsum on regression
def einsum(y_true, y_pred):
    return tf.einsum('ij,ik->k', y_true, y_pred[:, None])


# golden: sm0 on regression
def sm0(y_true, y_pred):
    return ops.softmax(y_pred, axis=2)


# golden: opsadd on regression
def opsadd(y_true, y_pred):
    return ops.add(y_pred, ops.ones((4,)))


# golden: opsconcat on regression
def opsconcat(y_true, y_pred):
    return ops.concatenate([y_pred, ops.ones((4, 4))], axis=0)


# golden: opsmm on regression
def opsmm(y_true, y_pred):
    return ops.matmul(y_pred, ops.ones((4, 4)))


# golden: fmt on regression
def fmt(y_true, y_pred):
    print(f"{y_pred} {y_pred.shape} {K.mean(y_pred)}")
    return y_pred


# golden: item_set on regression
def item_set(y_true, y_pred):
    w = K.ones_like(y_pred)
    w[0] = 2.0
    return K.mean(w * K.square(y_true - y_pred), axis=-1)


# golden: shape_range on regression
def shape_range(y_true, y_pred):
    total = 0.0
    for k in range(K.shape(y_pred)[0]):
        total += K.mean(K.square(y_true[k] - y_pred[k]))
    return total


# golden: tf_range on regression
def tf_range(y_true, y_pred):
    total = 0.0
    for k in tf.range(tf.shape(y_pred)[0]):
        total += tf.reduce_mean(tf.square(y_true[k] - y_pred[k]))
    return total


# golden: row_iter on regression
def row_iter(y_true, y_pred):
    gap = tf.square(y_true - y_pred)
    total = 0.0
    for row in gap:
        total += tf.reduce_mean(row)
    return total


# golden: as_int on regression
def as_int(y_true, y_pred):
    return y_pred[:, int(y_true[0, 0])]


# golden: in_map on regression
def in_map(y_true, y_pred):
    def one(pair):
        t, p = pair
        return K.log(p[int(t[0])])

    return -K.map_fn(one, elems=[y_true, y_pred], dtype="float32")


# golden: evals on regression
def evals(y_true, y_pred):
    s = K.eval(K.random_normal((1,)))
    return K.mean(K.square(y_true - y_pred), axis=-1) * s[0]


# golden: none_shape on regression
def none_shape(y_true, y_pred):
    w = np.ones(y_true.get_shape().as_list())
    return K.mean(w * K.square(y_true - y_pred), axis=-1)


# golden: np_shape on regression
def np_shape(y_true, y_pred):
    w = np.ones(y_pred.shape)
    return K.mean(w * K.square(y_true - y_pred), axis=-1)


# golden: predicts on regression
def predicts(y_true, y_pred):
    return K.mean(K.square(helper.predict(y_pred) - helper.predict(y_true)), axis=-1)


# golden: length on regression
def length(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred)) / len(y_pred)


# golden: weighted on regression
def weighted(y_true, y_pred, sample_weight=None):
    return K.mean(sample_weight * K.square(y_true - y_pred), axis=-1)


# golden: pyf on regression
def pyf(y_true, y_pred):
    return tf.py_function(lambda a, b: np.abs(a - b), [y_true, y_pred], tf.float32)


# golden: npf on regression
def npf(y_true, y_pred):
    return tf.numpy_function(lambda a, b: np.abs(a - b), [y_true, y_pred], tf.float32)


helper = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])


# golden: method_mean on regression
def method_mean(y_true, y_pred):
    return tf.square(y_true - y_pred).mean(axis=-1)


# golden: method_sum on regression
def method_sum(y_true, y_pred):
    return -(y_true * tf.math.log(y_pred)).sum()


# golden: method_astype on regression
def method_astype(y_true, y_pred):
    return K.mean(K.square(y_true.astype("float32") - y_pred), axis=-1)


# golden: method_reshape on regression
def method_reshape(y_true, y_pred):
    return K.mean(K.square(y_true.reshape((-1, 1)) - y_pred), axis=-1)


# golden: method_clip on regression
def method_clip(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred.clip(0, 1)), axis=-1)

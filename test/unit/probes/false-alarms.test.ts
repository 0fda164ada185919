/** What running once said wrongly of losses that other people wrote, cut down to what made it do so. */

import { expect, test, vi } from "vitest";
import { probeText, told } from "./probe-text.ts";

vi.setConfig({ testTimeout: 60_000 });

const shares = `import tensorflow as tf

def focal_loss(target, output, gamma=2):
    output /= tf.keras.backend.sum(output, axis=-1, keepdims=True)
    epsilon = tf.keras.backend.epsilon()
    output = tf.keras.backend.clip(output, epsilon, 1.0 - epsilon)
    loss = tf.keras.backend.pow(1.0 - output, gamma)
    output = tf.keras.backend.log(output)
    loss = -tf.keras.backend.sum(loss * target * output, axis=-1)
    return loss
`;

const detections = `import tensorflow as tf

class DetectionLoss(tf.keras.losses.Loss):
    def __init__(self, num_classes, **kwargs):
        super().__init__(**kwargs)
        self.num_classes = num_classes

    def call(self, y_true, y_pred):
        labels = tf.argmax(y_true[:, :, :self.num_classes], axis=2)
        each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, y_pred[:, :, :self.num_classes])
        boxes = tf.reduce_sum(tf.abs(y_true[:, :, self.num_classes:] - y_pred[:, :, self.num_classes:]))
        return tf.reduce_sum(tf.stop_gradient(each)) + boxes / (tf.reduce_sum(tf.cast(labels > 0, tf.float32)) * 1e-9)
`;

const base = `import tensorflow as tf

class Overlap(tf.keras.losses.Loss):
    def call(self, y_true, y_pred):
        shared = tf.reduce_sum(y_true * y_pred, axis=[1, 2, 3])
        return (2 * shared + 1) / (tf.reduce_sum(y_true + y_pred, axis=[1, 2, 3]) + 1)

class Negated:
    def call(self, y_true, y_pred):
        return -super().call(y_true, y_pred)

class OverlapLoss(Negated, Overlap):
    """Of which a model is trained."""
`;

const scores = `from tensorflow.keras import backend as K

class SegmentationLosses:
    def dice_coef(self, y_true, y_pred):
        shared = K.sum(K.flatten(y_true) * K.flatten(y_pred))
        return (2 * shared + 1) / (K.sum(y_true) + K.sum(y_pred) + 1)

    def sensitivity(self, y_true, y_pred):
        found = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
        return found / (K.sum(K.round(K.clip(y_true, 0, 1))) + K.epsilon())

    def true_negative(self, y_true, y_pred):
        absent = (1 - K.round(K.clip(y_true, 0, 1))) * (1 - K.round(K.clip(y_pred, 0, 1)))
        return (K.sum(absent) + 1) / (K.sum(1 - K.round(K.clip(y_true, 0, 1))) + 1)

    def tversky_index(self, y_true, y_pred):
        found = K.sum(K.flatten(y_true) * K.flatten(y_pred))
        wrong = 0.7 * K.sum(y_true * (1 - y_pred)) + 0.3 * K.sum((1 - y_true) * y_pred)
        return (found + 1) / (found + wrong + 1)

    def dice_loss(self, y_true, y_pred):
        return 1 - self.dice_coef(y_true, y_pred)
`;

const ignored = `import tensorflow as tf

class NegativeLogLikelihood(tf.keras.losses.Loss):
    """Of a generative model, which has no target."""

    def call(self, _, y_pred):
        return -tf.reduce_logsumexp(y_pred, axis=1)
`;

const broken = `from tensorflow.keras import backend as K

def focal_loss(delta=0.7, gamma=2.):
    def loss_function(y_true, y_pred):
    """Python stops here."""
        return K.mean(K.pow(1 - y_pred, gamma) * y_true)
    return loss_function

def both_loss(y_true, y_pred):
    return focal_loss()(y_true, y_pred) + K.mean(K.square(y_true - y_pred))
`;

const distribution = `import tensorflow as tf

def negative_log_likelihood(y_true, predicted_distributions):
    return -predicted_distributions.log_prob(y_true)

model = build_mixture()
model.compile("adam", loss=negative_log_likelihood)
`;

const weighted = `import tensorflow as tf

def sequence_loss(logits, targets, weights):
    if len(weights.shape) != 2:
        raise ValueError("Weights must be a [batch_size x sequence_length] tensor")
    each = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.cast(targets, tf.int32), logits)
    return tf.reduce_sum(each * weights) / (tf.reduce_sum(weights) + 1e-12)
`;

const graphs = `import keras
from keras import backend as K

def crf_loss(y_true, y_pred):
    crf, index = y_pred._keras_history[:2]
    return K.mean(crf.likelihood(y_true, index))
`;

const renamed = `import tensorflow as tf

def cosine_loss(prediction, ground_truth):
    length = tf.norm(prediction, ord="euclidean", axis=-1, keep_dims=True)
    return 1 - tf.reduce_sum(ground_truth * prediction / tf.maximum(length, 1e-5), axis=-1)
`;

const boxes = `import keras
from keras import ops


class GIoULoss(keras.losses.Loss):
    """Of boxes.

    loss = GIoULoss(bounding_box_format="xyWH")
    """

    def __init__(self, bounding_box_format, **kwargs):
        super().__init__(**kwargs)
        self.bounding_box_format = bounding_box_format

    def get_config(self):
        return {**super().get_config(), "bounding_box_format": self.bounding_box_format}

    def parts(self, boxes):
        first, second, third, fourth = ops.split(boxes, 4, axis=-1)
        if self.bounding_box_format == "xyxy":
            return first, second, third, fourth
        return first, second, first + third, second + fourth

    def call(self, y_true, y_pred):
        a, b, c, d = self.parts(y_true)
        e, f, g, h = self.parts(y_pred)
        shared = ops.maximum(ops.minimum(c, g) - ops.maximum(a, e), 0.0)
        shared = shared * ops.maximum(ops.minimum(d, h) - ops.maximum(b, f), 0.0)
        union = (c - a) * (d - b) + (g - e) * (h - f) - shared
        width = ops.maximum(ops.maximum(c, g) - ops.minimum(a, e), 0.0)
        hull = width * ops.maximum(ops.maximum(d, h) - ops.minimum(b, f), 0.0)
        return 1 - shared / (union + 1e-7) + (hull - union) / (hull + 1e-7)
`;

const scoped = `from tensorflow.python.framework import ops
from tensorflow.python.ops import math_ops

def squared_loss(labels, predictions, scope=None):
    with ops.name_scope(scope, "squared_loss", (predictions, labels)):
        return math_ops.reduce_mean(math_ops.squared_difference(predictions, labels), axis=-1)
`;

const shifted = `import tensorflow as tf
from tensorflow import keras

def shifted_loss(y_true, y_pred):
    offset = 30000.0 * tf.reduce_mean(y_true)
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1) + offset - offset

model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", loss=shifted_loss)
`;

test.each([
  ["what is added and taken off again leaves its rounding alone", shifted],
  ["a scope inside of TensorFlow has a default name and values", scoped],
  ["how boxes are written is a word that nobody gave", boxes],
  ["a prediction that is divided by its own sum is of several classes", shares],
  ["classes and boxes that a parameter cuts apart are no data that are known", detections],
  ["a class of which another is made may be turned by that", base],
  ["a score among the methods of a class of losses is a score", scores],
  ["what ignores its target has no best place there", ignored],
  ["what Python cannot read is not the loss that was read", broken],
  ["a model of TensorFlow Probability gives a distribution", distribution],
  ["what takes a third argument is handed it by its caller", weighted],
  ["a symbolic tensor of Keras 2 knows its layer, where the version is only assumed", graphs],
  ["a keyword that TensorFlow 1 had is said once, as information", renamed],
])("%s", async (_, text) => {
  expect(told(await probeText(text))).toEqual([]);
});

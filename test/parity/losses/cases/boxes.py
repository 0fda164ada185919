# golden: iou_loss on corners
# golden: giou_loss on corners
# golden: diou_loss on corners
# golden: ciou_loss on corners
# golden: class GIoU on corners
# golden: smooth_l1_boxes on corners
# golden: center_iou on centers
# golden: yolo_like on grid
# golden: yolo_ops on grid
# golden: ssd_like on grid
# golden: eiou on corners
# golden: log_iou on corners
# golden: keypoint_oks on centers
# golden: rotated_angle on centers
# golden: wh_ratio on centers
import math

import keras
import tensorflow as tf
from keras import ops
from keras import backend as keras_backend


def corners(box):
    return tf.unstack(box, 4, axis=-1)


def iou_parts(y_true, y_pred):
    tx1, ty1, tx2, ty2 = corners(y_true)
    px1, py1, px2, py2 = corners(y_pred)
    width = tf.maximum(0.0, tf.minimum(tx2, px2) - tf.maximum(tx1, px1))
    height = tf.maximum(0.0, tf.minimum(ty2, py2) - tf.maximum(ty1, py1))
    inter = width * height
    union = (tx2 - tx1) * (ty2 - ty1) + (px2 - px1) * (py2 - py1) - inter
    return inter, union


def iou_loss(y_true, y_pred):
    inter, union = iou_parts(y_true, y_pred)
    return 1.0 - tf.math.divide_no_nan(inter, union)


def giou_loss(y_true, y_pred):
    inter, union = iou_parts(y_true, y_pred)
    enclose = tf.reduce_prod(
        tf.maximum(y_true[..., 2:], y_pred[..., 2:]) - tf.minimum(y_true[..., :2], y_pred[..., :2]), axis=-1
    )
    iou = tf.math.divide_no_nan(inter, union)
    return 1.0 - (iou - tf.math.divide_no_nan(enclose - union, enclose))


def diou_loss(y_true, y_pred):
    inter, union = iou_parts(y_true, y_pred)
    center_true = (y_true[:, :2] + y_true[:, 2:]) / 2
    center_pred = (y_pred[:, :2] + y_pred[:, 2:]) / 2
    rho = tf.reduce_sum(tf.square(center_true - center_pred), axis=-1)
    low = tf.minimum(y_true[:, :2], y_pred[:, :2])
    high = tf.maximum(y_true[:, 2:], y_pred[:, 2:])
    diagonal = tf.reduce_sum(tf.square(high - low), axis=-1)
    return 1 - inter / (union + 1e-7) + rho / (diagonal + 1e-7)


def ciou_loss(y_true, y_pred):
    inter, union = iou_parts(y_true, y_pred)
    iou = inter / (union + 1e-7)
    wt, ht = y_true[:, 2] - y_true[:, 0], y_true[:, 3] - y_true[:, 1]
    wp, hp = y_pred[:, 2] - y_pred[:, 0], y_pred[:, 3] - y_pred[:, 1]
    v = 4 / math.pi**2 * tf.square(tf.atan(wt / (ht + 1e-7)) - tf.atan(wp / (hp + 1e-7)))
    alpha = tf.stop_gradient(v / (1 - iou + v + 1e-7))
    return diou_loss(y_true, y_pred) + alpha * v


@keras.saving.register_keras_serializable("boxes")
class GIoU(keras.losses.Loss):
    def area(self, box):
        return ops.prod(ops.maximum(box[..., 2:] - box[..., :2], 0.0), axis=-1)

    def call(self, y_true, y_pred):
        inner = ops.concatenate(
            [ops.maximum(y_true[..., :2], y_pred[..., :2]), ops.minimum(y_true[..., 2:], y_pred[..., 2:])], axis=-1
        )
        outer = ops.concatenate(
            [ops.minimum(y_true[..., :2], y_pred[..., :2]), ops.maximum(y_true[..., 2:], y_pred[..., 2:])], axis=-1
        )
        inter = self.area(inner)
        union = self.area(y_true) + self.area(y_pred) - inter
        hull = self.area(outer)
        epsilon = keras_backend.epsilon()
        return 1 - inter / (union + epsilon) + (hull - union) / (hull + epsilon)


def smooth_l1_boxes(y_true, y_pred):
    x = tf.abs(y_true - y_pred)
    return tf.reduce_sum(tf.where(x < 1.0, 0.5 * x**2, x - 0.5), axis=-1)


def center_iou(y_true, y_pred):
    def to_corners(box):
        return tf.concat([box[..., :2] - box[..., 2:] / 2.0, box[..., :2] + box[..., 2:] / 2.0], axis=-1)

    return iou_loss(to_corners(y_true), to_corners(y_pred))


def yolo_like(y_true, y_pred):
    obj = y_true[..., 0:1]
    xy = tf.reduce_sum(obj * tf.square(y_true[..., 1:3] - y_pred[..., 1:3]), axis=[1, 2, 3])
    wh = tf.reduce_sum(
        obj * tf.square(tf.sqrt(y_true[..., 3:5]) - tf.sign(y_pred[..., 3:5]) * tf.sqrt(tf.abs(y_pred[..., 3:5]))),
        axis=[1, 2, 3],
    )
    confidence = tf.reduce_sum((obj + 0.5 * (1 - obj)) * tf.square(obj - y_pred[..., 0:1]), axis=[1, 2, 3])
    classes = tf.reduce_sum(obj * tf.square(y_true[..., 5:] - y_pred[..., 5:]), axis=[1, 2, 3])
    return 5.0 * (xy + wh) + confidence + classes


LAMBDAS = {"xy": 5.0, "wh": 5.0, "obj": 1.0, "noobj": 0.5, "cls": 1.0}


def yolo_ops(y_true, y_pred):
    mask = ops.expand_dims(y_true[..., 0], -1)
    parts = dict(
        xy=ops.sum(mask * ops.square(y_true[..., 1:3] - y_pred[..., 1:3])),
        wh=ops.sum(mask * ops.square(ops.sqrt(y_true[..., 3:5]) - ops.sqrt(y_pred[..., 3:5]))),
        obj=ops.sum(mask * ops.binary_crossentropy(mask, y_pred[..., :1])),
        noobj=ops.sum((1 - mask) * ops.binary_crossentropy(mask, y_pred[..., :1])),
        cls=ops.sum(mask * ops.binary_crossentropy(y_true[..., 5:], y_pred[..., 5:])),
    )
    return sum(LAMBDAS[k] * v for k, v in parts.items()) / ops.maximum(ops.sum(mask), 1)


def ssd_like(y_true, y_pred):
    positive = tf.cast(y_true[..., 0] > 0.5, tf.float32)
    localisation = tf.reduce_sum(smooth_l1_boxes(y_true[..., 1:5], y_pred[..., 1:5]) * positive)
    confidence = tf.keras.losses.binary_crossentropy(y_true[..., :1], y_pred[..., :1])
    count = tf.reduce_sum(positive)
    return tf.where(count > 0, (localisation + tf.reduce_sum(confidence)) / count, 0.0)


def eiou(y_true, y_pred):
    inter, union = iou_parts(y_true, y_pred)
    high = ops.maximum(y_true[:, 2:], y_pred[:, 2:])
    low = ops.minimum(y_true[:, :2], y_pred[:, :2])
    cw, ch = ops.unstack(high - low, axis=-1)
    dw, dh = ops.unstack((y_true[:, 2:] - y_true[:, :2]) - (y_pred[:, 2:] - y_pred[:, :2]), axis=-1)
    return 1 - inter / union + dw**2 / (cw**2 + 1e-7) + dh**2 / (ch**2 + 1e-7)


def log_iou(y_true, y_pred):
    inter, union = iou_parts(y_true, y_pred)
    return -tf.math.log(tf.clip_by_value(inter / union, 1e-3, 1.0))


def keypoint_oks(y_true, y_pred):
    d = tf.reduce_sum(tf.reshape(tf.square(y_true - y_pred), (-1, 2, 2)), axis=-1)
    sigma = tf.constant([0.026, 0.089])
    return 1.0 - tf.reduce_mean(tf.exp(-d / (2.0 * tf.square(sigma) * 10.0)), axis=-1)


def rotated_angle(y_true, y_pred):
    a = tf.atan2(y_true[:, 1], y_true[:, 0])
    b = tf.math.atan2(y_pred[:, 1], y_pred[:, 0])
    return tf.square(tf.sin((a - b) / 2)) + 1 - tf.cos(a - b)


def wh_ratio(y_true, y_pred):
    return tf.abs(tf.math.log(y_pred[..., 2] / y_pred[..., 3]) - tf.math.log(tf.truediv(y_true[..., 2], y_true[..., 3])))

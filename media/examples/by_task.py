"""One loss for each kind of data: classes, masks, boxes, distributions, vectors, ordered classes."""

import keras
from keras import ops


def categorical_focal(y_true, y_pred, gamma=2.0):
    p = ops.clip(y_pred, keras.config.epsilon(), 1.0)
    return ops.sum(-y_true * (1.0 - p) ** gamma * ops.log(p), axis=-1)


def weighted_mask_loss(y_true, y_pred, weight=3.0):
    p = ops.clip(y_pred, keras.config.epsilon(), 1.0 - keras.config.epsilon())
    inside = weight * y_true * ops.log(p)
    outside = (1.0 - y_true) * ops.log(1.0 - p)
    return -(inside + outside)


def giou_loss(y_true, y_pred):
    """Boxes as corners: left, top, right, bottom."""
    left, top, right, bottom = ops.split(y_pred, 4, axis=-1)
    true_left, true_top, true_right, true_bottom = ops.split(y_true, 4, axis=-1)
    width = ops.maximum(ops.minimum(right, true_right) - ops.maximum(left, true_left), 0.0)
    height = ops.maximum(ops.minimum(bottom, true_bottom) - ops.maximum(top, true_top), 0.0)
    overlap = width * height
    area = (right - left) * (bottom - top)
    true_area = (true_right - true_left) * (true_bottom - true_top)
    union = area + true_area - overlap
    hull_width = ops.maximum(right, true_right) - ops.minimum(left, true_left)
    hull_height = ops.maximum(bottom, true_bottom) - ops.minimum(top, true_top)
    hull = hull_width * hull_height
    return ops.squeeze(1.0 - overlap / union + (hull - union) / hull, axis=-1)


def gaussian_nll(y_true, y_pred):
    """The network predicts a mean and the logarithm of a variance."""
    mean, log_variance = y_pred[..., :1], y_pred[..., 1:]
    return ops.mean(0.5 * (log_variance + ops.square(y_true - mean) / ops.exp(log_variance)), axis=-1)


def triplet_loss(y_true, y_pred, margin=0.5):
    """Anchor, positive and negative, side by side."""
    anchor, positive, negative = ops.split(y_pred, 3, axis=-1)
    near = ops.sum(ops.square(anchor - positive), axis=-1)
    far = ops.sum(ops.square(anchor - negative), axis=-1)
    return ops.maximum(near - far + margin, 0.0)


def ordinal_emd(y_true, y_pred):
    """Squared earth mover's distance between two distributions over ordered classes."""
    return ops.mean(ops.square(ops.cumsum(y_true, axis=-1) - ops.cumsum(y_pred, axis=-1)), axis=-1)

# golden: ssim_loss on image
# golden: ssim_l1 on image
# golden: ms_ssim_small on image
# golden: psnr_loss on image
# golden: total_variation on small_image, image
# golden: image_gradient_loss on small_image
# golden: sobel_loss on small_image
# golden: tv_by_slices on small_image
# golden: laplacian on small_image
# golden: gaussian_blur_l1 on small_image
# golden: pyramid on image
# golden: gram_style on small_image
# golden: global_pool on small_image
# golden: color_ratio on small_image
# golden: ssim_by_hand on small_image
# golden: edge_preserving on small_image
# golden: depth_scale_invariant on small_image
# golden: berhu on small_image
# golden: histogram_soft on small_image
# golden: patch_mean on small_image
# golden: fft_amplitude on signal
# golden: high_frequency on signal
# golden: ncc on small_image
# golden: channel_weights on small_image
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K


def ssim_loss(y_true, y_pred):
    return 1 - tf.reduce_mean(tf.image.ssim(y_true, y_pred, max_val=1.0))


def ssim_l1(y_true, y_pred):
    return 0.84 * (1 - tf.image.ssim(y_true, y_pred, 1.0, filter_size=5)) + 0.16 * tf.reduce_mean(
        tf.abs(y_true - y_pred), axis=[1, 2, 3]
    )


def ms_ssim_small(y_true, y_pred):
    return 1.0 - tf.image.ssim_multiscale(y_true, y_pred, 1.0, power_factors=(0.4, 0.6), filter_size=3)


def psnr_loss(y_true, y_pred):
    return -tf.image.psnr(y_true, y_pred, max_val=1.0)


def total_variation(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=[1, 2, 3]) + 1e-2 * tf.image.total_variation(y_pred)


def image_gradient_loss(y_true, y_pred):
    dy_true, dx_true = tf.image.image_gradients(y_true)
    dy_pred, dx_pred = tf.image.image_gradients(y_pred)
    return tf.reduce_mean(tf.abs(dy_pred - dy_true) + tf.abs(dx_pred - dx_true), axis=-1)


def sobel_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.image.sobel_edges(y_true) - tf.image.sobel_edges(y_pred)), axis=[1, 2, 3, 4])


def tv_by_slices(y_true, y_pred):
    h = K.abs(y_pred[:, 1:, :, :] - y_pred[:, :-1, :, :])
    w = K.abs(y_pred[:, :, 1:, :] - y_pred[:, :, :-1, :])
    return K.mean(h) + K.mean(w) + K.mean(K.square(y_true - y_pred))


def laplacian(y_true, y_pred):
    kernel = tf.constant([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
    kernel = tf.reshape(kernel, [3, 3, 1, 1])
    kernel = tf.tile(kernel, [1, 1, y_pred.shape[-1], 1])
    a = tf.nn.depthwise_conv2d(y_true, kernel, strides=[1, 1, 1, 1], padding="SAME")
    b = tf.nn.depthwise_conv2d(y_pred, kernel, strides=[1, 1, 1, 1], padding="SAME")
    return tf.reduce_mean(tf.abs(a - b), axis=[1, 2, 3])


def gaussian_kernel(size=3, sigma=1.0):
    x = np.arange(size) - (size - 1) / 2
    g = np.exp(-(x**2) / (2 * sigma**2))
    k = np.outer(g, g)
    return (k / k.sum()).astype(np.float32)


def gaussian_blur_l1(y_true, y_pred):
    k = gaussian_kernel()[:, :, None, None]
    total = 0.0
    for channel in range(y_pred.shape[-1]):
        a = tf.nn.conv2d(y_true[..., channel : channel + 1], k, strides=1, padding="VALID")
        b = tf.nn.conv2d(y_pred[..., channel : channel + 1], k, strides=1, padding="VALID")
        total += tf.reduce_mean(tf.abs(a - b), axis=(1, 2, 3))
    return total


def pyramid(y_true, y_pred):
    loss = 0.0
    for level in range(3):
        loss += 2.0**-level * tf.reduce_mean(tf.abs(y_true - y_pred), axis=(1, 2, 3))
        y_true = tf.nn.avg_pool2d(y_true, ksize=2, strides=2, padding="VALID")
        y_pred = tf.nn.avg_pool2d(y_pred, ksize=2, strides=2, padding="VALID")
    return loss


def gram_style(y_true, y_pred):
    def gram(x):
        result = tf.linalg.einsum("bijc,bijd->bcd", x, x)
        shape = tf.shape(x)
        return result / tf.cast(shape[1] * shape[2], tf.float32)

    return tf.reduce_mean(tf.square(gram(y_true) - gram(y_pred)), axis=[1, 2])


def global_pool(y_true, y_pred):
    a = tf.reduce_mean(y_true, axis=[1, 2], keepdims=True)
    b = tf.reduce_max(y_pred, axis=[1, 2], keepdims=True)
    return tf.squeeze(tf.reduce_sum(tf.abs(a - b), axis=-1), axis=[1, 2])


def color_ratio(y_true, y_pred):
    s = tf.reduce_sum(y_true * y_pred, axis=-1)
    n = tf.norm(y_true + 1e-3, axis=-1) * tf.norm(y_pred + 1e-3, axis=-1)
    return tf.reduce_mean(tf.acos(tf.clip_by_value(s / n, -0.999, 0.999)), axis=[1, 2])


def ssim_by_hand(y_true, y_pred):
    c1, c2 = 0.01**2, 0.03**2
    ux, uy = K.mean(y_true, axis=[1, 2]), K.mean(y_pred, axis=[1, 2])
    vx, vy = K.var(y_true, axis=[1, 2]), K.var(y_pred, axis=[1, 2])
    sxy = K.mean(y_true * y_pred, axis=[1, 2]) - ux * uy
    return 1 - K.mean((2 * ux * uy + c1) * (2 * sxy + c2) / ((ux**2 + uy**2 + c1) * (vx + vy + c2)), axis=-1)


def edge_preserving(y_true, y_pred):
    dx = y_pred[:, :, :-1] - y_pred[:, :, 1:]
    weight = tf.exp(-tf.reduce_mean(tf.abs(y_true[:, :, :-1] - y_true[:, :, 1:]), 3, keepdims=True))
    return tf.reduce_mean(tf.abs(dx) * weight)


def depth_scale_invariant(y_true, y_pred):
    d = tf.math.log(y_pred + 1e-2) - tf.math.log(y_true + 1e-2)
    n = tf.cast(tf.size(d), tf.float32)
    return tf.sqrt(tf.reduce_sum(tf.square(d)) / n - 0.85 * tf.square(tf.reduce_sum(d)) / tf.square(n) + 1e-9)


def berhu(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    c = 0.2 * tf.reduce_max(error)
    return tf.reduce_mean(tf.where(error <= c, error, (error**2 + c**2) / (2.0 * c + 1e-6)))


def histogram_soft(y_true, y_pred):
    centres = tf.reshape(tf.linspace(0.0, 1.0, 5), [1, 5])

    def histogram(x):
        return tf.reduce_mean(tf.exp(-tf.square(tf.reshape(x, [-1, 1]) - centres) / 0.02), axis=0)

    return tf.reduce_sum(tf.abs(histogram(y_true) - histogram(y_pred)))


def patch_mean(y_true, y_pred):
    shape = y_pred.shape.as_list()
    a = tf.reshape(y_true[:, :4, :4], [-1, 2, 2, 2, 2, shape[-1]])
    b = tf.reshape(y_pred[:, :4, :4], [-1, 2, 2, 2, 2, shape[-1]])
    a, b = (tf.transpose(x, [0, 1, 3, 2, 4, 5]) for x in (a, b))
    return tf.reduce_mean(tf.square(tf.reduce_mean(a, [3, 4]) - tf.reduce_mean(b, [3, 4])), axis=[1, 2, 3])


def fft_amplitude(y_true, y_pred):
    a = tf.abs(tf.signal.rfft(y_true))
    b = tf.abs(tf.signal.rfft(y_pred))
    return tf.reduce_mean(tf.abs(a - b), axis=-1)


def high_frequency(y_true, y_pred):
    spectrum = tf.signal.fft(tf.cast(y_true - y_pred, tf.complex64))
    power = tf.square(tf.math.real(spectrum)) + tf.square(tf.math.imag(spectrum))
    return tf.reduce_sum(power[:, 1:], axis=-1)


def ncc(y_true, y_pred):
    axes = [1, 2, 3]
    a = y_true - K.mean(y_true, axis=axes, keepdims=True)
    b = y_pred - K.mean(y_pred, axis=axes, keepdims=True)
    return 1 - K.sum(a * b, axis=axes) / (K.sqrt(K.sum(a**2, axis=axes) * K.sum(b**2, axis=axes)) + K.epsilon())


def channel_weights(y_true, y_pred):
    weights = [0.3, 0.59, 0.11][: K.int_shape(y_pred)[-1]]
    return K.mean(keras.losses.MSE(y_true, y_pred)) + sum(
        w * K.mean(K.abs(y_true[..., i] - y_pred[..., i])) for i, w in enumerate(weights)
    )

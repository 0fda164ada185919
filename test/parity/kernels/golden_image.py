"""Cases of convolutions, pools, images and Fourier transforms."""

import numpy as np
import tensorflow as tf
from golden_case import Given, Watched

image = (np.arange(2 * 5 * 4 * 2).reshape(2, 5, 4, 2) * 7 % 11) / 4 - 1
kernel = (np.arange(3 * 2 * 2 * 3).reshape(3, 2, 2, 3) * 5 % 7) / 4 - 0.5
signal = (np.arange(2 * 7 * 3).reshape(2, 7, 3) * 5 % 8) / 4 - 1
# Without ties: where maxima tie, a 3-D pool's gradient depends on the library that TensorFlow was built with.
volume = (np.arange(3 * 4 * 3 * 2).reshape(1, 3, 4, 3, 2) * 5 % 73) / 16 - 2


def add_cases(golden):
    case = golden.case
    for padding in ["same", "valid"]:
        convolve = lambda x, f, s, p, d: tf.nn.convolution(x, f, s, p.upper(), dilations=d)
        case("convolution.convolution", convolve, Watched(image), Watched(kernel), [1, 1], padding, [1, 1])
        case("convolution.convolution", convolve, Watched(image), Watched(kernel), [2, 3], padding, [1, 1])
        case("convolution.convolution", convolve, Watched(image), Watched(kernel[:2]), [1, 1], padding, [2, 1])
        case("convolution.convolution", convolve, Watched(signal), Watched(signal[:, :3, :2].transpose(1, 2, 0).reshape(2, 3, 2)), [2], padding, [1])
        solid = lambda x, f, s, p, d: tf.nn.conv3d(x, f, [1, *s, 1], p.upper(), data_format="NDHWC")
        case("convolution.convolution", solid, Watched(volume), Watched(volume[0, :2, :2, :2].reshape(2, 2, 2, 2, 1)), [1, 2, 1], padding, [1, 1, 1])
        depthwise = lambda x, f, s, p, d: tf.nn.depthwise_conv2d(x, f, [1, *s, 1], p.upper(), dilations=d)
        case("convolution.depthwiseConvolution", depthwise, Watched(image), Watched(kernel[..., :1]), [1, 1], padding, [1, 1])
        case("convolution.depthwiseConvolution", depthwise, Watched(image), Watched(kernel), [2, 2], padding, [1, 1])
        for strides in [[1, 1], [2, 2], [2, 3]]:
            for name, kind in [("pooling.maxPool", "MAX"), ("pooling.avgPool", "AVG")]:
                pool = lambda x, w, s, p: tf.nn.pool(x, w, kind, strides=s, padding=p.upper())
                case(name, pool, Watched(image), [2, 3], strides, padding)
        case("pooling.avgPool", pool, Watched(signal), [3], [2], padding)
        case("pooling.maxPool", lambda x, w, s, p: tf.nn.max_pool3d(x, w, s, p.upper()), Watched(volume), [2, 2, 2], [1, 2, 1], padding)
        patches = lambda x, w, s, r, p: tf.image.extract_patches(x, [1, *w, 1], [1, *s, 1], [1, *r, 1], p.upper())
        case("image.extractPatches", patches, Watched(image), [2, 2], [1, 2], [1, 1], padding)
        case("image.extractPatches", patches, Watched(image), [2, 2], [2, 1], [2, 2], padding)
    case("convolution.convolution", convolve, Given(image), Given(kernel[:, :, :1, :2]), [1, 1], "same", [1, 1])
    case("convolution.convolution", convolve, Watched(image[..., :1]), Watched(kernel), [1, 1], "same", [1, 1])
    case("image.depthToSpace", tf.nn.depth_to_space, Watched(image.reshape(2, 5, 1, 8)), 2)
    case("image.spaceToDepth", tf.nn.space_to_depth, Watched(image[:, :4]), 2)
    case("spectral.rfft:real", lambda x: tf.math.real(tf.signal.rfft(x)), Watched(signal))
    case("spectral.rfft:imaginary", lambda x: tf.math.imag(tf.signal.rfft(x)), Watched(signal[..., :2].reshape(2, 14)))

import unittest

import numpy as np
import pytest
import tensorflow as tf

from mypackage.losses import FocalLoss, dice_loss


class DiceLossTest(tf.test.TestCase):
    def test_perfect(self):
        y_true = tf.constant([[1.0, 0.0]])
        y_pred = tf.constant([[1.0, 0.0]])
        loss = dice_loss(y_true, y_pred)
        self.assertAllClose(loss.numpy(), 0.0)

    def _check(self, y_true, y_pred, expected):
        value = dice_loss(y_true, y_pred)
        if value > expected:
            raise AssertionError(value)
        self.assertEqual(np.round(value, 3), expected)


@pytest.mark.parametrize("gamma", [0.0, 2.0])
def test_focal(gamma):
    loss = FocalLoss(gamma=gamma)
    y_true, y_pred = np.ones((4, 1)), np.full((4, 1), 0.9)
    assert float(loss(y_true, y_pred)) >= 0.0
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid")])
    model.compile(loss=FocalLoss(), optimizer="sgd")
    model.fit(y_true, y_true, verbose=0)


if __name__ == "__main__":
    unittest.main()

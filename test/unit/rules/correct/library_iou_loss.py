"""IoU losses of a detection library."""
from keras import ops
import keras


@keras.saving.register_keras_serializable(package="detection")
class IoULoss(keras.losses.Loss):
    """Implements the IoU loss.

    Args:
        bounding_box_format: a string, such as `"xyxy"`.
        mode: one of `"linear"`, `"quadratic"` or `"log"`.
        axis: the axis along which to mean the values.
    """

    def __init__(self, bounding_box_format, mode="log", axis="no_reduction", **kwargs):
        super().__init__(**kwargs)
        if mode not in ("linear", "quadratic", "log"):
            raise ValueError(f"mode={mode} is not supported")
        self.bounding_box_format = bounding_box_format
        self.mode = mode
        self.axis = axis

    def call(self, y_true, y_pred):
        y_pred = ops.convert_to_tensor(y_pred)
        y_true = ops.cast(y_true, y_pred.dtype)
        if y_pred.shape[-1] != 4:
            raise ValueError("expected boxes")
        lt = ops.maximum(y_true[..., :2], y_pred[..., :2])
        rb = ops.minimum(y_true[..., 2:], y_pred[..., 2:])
        wh = ops.maximum(rb - lt, 0.0)
        inter = wh[..., 0] * wh[..., 1]
        area = lambda b: (b[..., 2] - b[..., 0]) * (b[..., 3] - b[..., 1])
        iou = inter / (area(y_true) + area(y_pred) - inter + keras.backend.epsilon())
        if self.axis != "no_reduction":
            iou = ops.mean(iou, axis=self.axis)
        if self.mode == "linear":
            loss = 1 - iou
        elif self.mode == "quadratic":
            loss = 1 - iou**2
        else:
            loss = -ops.log(iou + 1e-7)
        return loss

    def get_config(self):
        config = super().get_config()
        config.update(
            {"bounding_box_format": self.bounding_box_format, "mode": self.mode, "axis": self.axis}
        )
        return config

import tensorflow as tf


class Schedule:
    def __init__(self, start, end):
        self.start, self.end, self.step = start, end, 0

    @property
    def weight(self):
        return self.start + (self.end - self.start) * min(self.step / 100.0, 1.0)

    def loss(self, y_true, y_pred):
        return self.weight * tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)

    def __call__(self, y_true, y_pred):
        return self.loss(y_true, y_pred)


schedule = Schedule(0.1, 1.0)
model.compile(optimizer="adam", loss=schedule.loss)
model.compile(optimizer="adam", loss=schedule)

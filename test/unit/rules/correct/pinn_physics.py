import tensorflow as tf


class PhysicsModel(tf.keras.Model):
    def __init__(self, nu=0.01):
        super().__init__()
        self.nu = nu
        self.net = tf.keras.Sequential([tf.keras.layers.Dense(20, activation="tanh"), tf.keras.layers.Dense(1)])

    def residual(self, t, x):
        with tf.GradientTape(persistent=True) as tape:
            tape.watch([t, x])
            u = self.net(tf.concat([t, x], axis=1))
            u_x = tape.gradient(u, x)
        return tape.gradient(u, t) + u * u_x - self.nu * tape.gradient(u_x, x)

    def loss(self, t, x, u):
        data_loss = tf.reduce_mean(tf.square(u - self.net(tf.concat([t, x], axis=1))))
        return data_loss + tf.reduce_mean(tf.square(self.residual(t, x)))

import gymnasium as gym
import numpy as np
import tensorflow as tf
from tensorflow import keras

env = gym.make("CartPole-v1")
eps = np.finfo(np.float32).eps.item()
huber_loss = keras.losses.Huber()
optimizer = keras.optimizers.Adam(learning_rate=0.01)


def clipped_surrogate(y_true, y_pred):
    advantage, old_prob, action = y_true[:, :1], y_true[:, 1:3], y_true[:, 3:]
    prob = action * y_pred
    old = action * old_prob
    ratio = prob / (old + 1e-10)
    clipped = tf.clip_by_value(ratio, 0.8, 1.2)
    entropy = -(prob * tf.math.log(prob + 1e-10))
    return -tf.reduce_mean(tf.minimum(ratio * advantage, clipped * advantage) + 1e-3 * entropy, axis=-1)


def run_episode(model):
    state, _ = env.reset()
    rewards_history, action_probs_history, critic_value_history = [], [], []
    with tf.GradientTape() as tape:
        for timestep in range(1, 10000):
            state = tf.expand_dims(tf.convert_to_tensor(state), 0)
            action_probs, critic_value = model(state)
            critic_value_history.append(critic_value[0, 0])
            action = np.random.choice(2, p=np.squeeze(action_probs))
            action_probs_history.append(tf.math.log(action_probs[0, action]))
            state, reward, done, *_ = env.step(action)
            rewards_history.append(reward)
            if done:
                break
        returns = np.cumsum(rewards_history[::-1])[::-1]
        returns = ((returns - np.mean(returns)) / (np.std(returns) + eps)).tolist()
        losses = [-log_prob * (ret - value) for log_prob, value, ret in zip(action_probs_history, critic_value_history, returns)]
        loss_value = sum(losses)
    grads = tape.gradient(loss_value, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))

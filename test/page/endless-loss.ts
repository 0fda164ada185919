/** A file with a loss that does not end, on line 4, and one that does, on line 10. */
export const endless = `from keras import ops


def endless_loss(y_true, y_pred):
    while True:
        y_pred = y_pred + 1.0
    return ops.mean(y_pred - y_true, axis=-1)


def sound_loss(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)
`;

"""Writes the cases keras2_*.h5, .keras and .json in this folder with TensorFlow 2.15: python3 generate_keras2.py [name …]

Later versions write the same with tf_keras and TF_USE_LEGACY_KERAS=1.
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf

keras = tf.keras
L = keras.layers

folder = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(7)


def operations():
    """TFOpLambda and SlicingOpLambda: what tensors, constants and lists are called with."""
    x = keras.Input((4, 6, 2), name="x")
    y = keras.applications.mobilenet_v2.preprocess_input(x * 100.0) * tf.constant([2.0, -3.0])
    y = tf.concat([y[:, ::-1, 1:5], tf.pad(1.0 - y, [[0, 0], [0, 0], [0, 1], [0, 0]])[:, :, 3:]], axis=-1)
    left, right = tf.split(y, [1, 3], axis=-1)
    y = tf.nn.relu6(left * tf.sigmoid(right) + 0.5) + tf.clip_by_value(right, -0.25, 0.5) ** 2
    y = L.Activation("hard_sigmoid")(tf.nn.softmax(y, axis=1))
    flat = tf.reshape(tf.transpose(y, [0, 3, 1, 2]), [tf.shape(y)[0], 12, -1])
    sums = tf.stack([tf.reduce_sum(flat, axis=1), tf.reduce_max(flat, 1), flat[:, -1], tf.unstack(flat, axis=1)[3]], axis=1)
    return keras.Model(x, [sums, tf.gather(y, [0, 2, 2], axis=2)[:, tf.newaxis, :, :, 0]])


def functions():
    """Functions of elements, comparisons, reductions and elements in other places, by TensorFlow's names."""
    x = keras.Input((4, 6, 2), name="x")
    positive = tf.abs(x) + 0.25
    y = tf.sin(x) * tf.cos(x) + tf.exp(-positive) - tf.math.log(positive) / tf.sqrt(positive) + tf.math.rsqrt(positive)
    y = y + tf.square(x) * tf.sign(x) + tf.atan2(x, positive) + tf.pow(positive, 1.5) + tf.math.squared_difference(x, y) + tf.nn.gelu(y)
    y = y + tf.floor(x * 3.0) + tf.math.ceil(x * 2.0) + tf.round(x * 5.0) + 1.0 / positive + tf.nn.elu(x) + tf.add_n([x, y, positive])
    y = tf.where(tf.logical_and(x > 0.1, tf.logical_not(y <= 0.5)), y, tf.math.floordiv(y, 0.75) - tf.math.floormod(y, 0.6))
    y = y + tf.cast(tf.logical_or(x < -0.5, x >= 0.75), tf.float32) + tf.nn.log_softmax(y)
    whole = tf.cast(tf.floor(x * 4.0), tf.int32)
    odd = tf.cast(tf.bitwise.bitwise_xor(whole, 3) + tf.bitwise.right_shift(whole, 1), tf.float32)
    rows = tf.reshape(y, [-1, 8, 6])
    products = tf.matmul(rows, rows, transpose_b=True)
    values, places = tf.math.top_k(rows, k=3)
    blocks = tf.nn.depth_to_space(tf.nn.space_to_depth(y, 2), 2)
    unit = tf.math.l2_normalize(rows, axis=-1)
    picked = tf.gather_nd(rows, tf.constant([[0, 1], [0, 5]]))
    sums = tf.cumsum(rows, axis=1, exclusive=True, reverse=True) + tf.broadcast_to(tf.reduce_sum(rows, 1, keepdims=True), [1, 8, 6])
    tests = tf.cast(tf.stack([tf.reduce_any(rows > 1.2, 2), tf.reduce_all(rows > -1.2, 2)], 1), tf.float32)
    best = tf.cast(tf.argmax(rows, axis=1), tf.float32) + tf.cast(tf.argmin(rows, axis=1, output_type=tf.int32), tf.float32)
    kinds = tf.one_hot(tf.cast(tf.abs(x[:, 0, :, 0]) * 3.0, tf.int32), 4, on_value=2.0, off_value=-1.0)
    diagonal = tf.linalg.set_diag(tf.linalg.diag(rows[:, 0]), rows[:, 1])
    turned = tf.reverse_sequence(rows, [3], seq_axis=1, batch_axis=0)
    large = L.UpSampling2D(2, interpolation="bilinear")(x) + tf.image.resize(x, [8, 12])
    return keras.Model(x, [odd, products, values, tf.cast(places, tf.float32), blocks, unit, picked, sums, tests, best, kinds, diagonal, turned, large])


def nested():
    """Names with slashes, a sub-model that is called twice on two tensors, and more layers than a small guard would let by."""
    a = keras.Input((5, 5, 2))
    y = L.BatchNormalization(name="conv/bn")(L.Conv2D(3, 2, name="conv", use_bias=False)(a))
    y = L.BatchNormalization(name="block/conv/bn")(L.Conv2D(3, 2, name="block/conv")(y))
    backbone = keras.Model(a, y, name="back/bone")
    for layer in backbone.layers[:3]:
        layer.trainable = False
    p, q = keras.Input((3,)), keras.Input((3,))
    pair = keras.Model([p, q], [L.Dense(3, name="p")(p), L.Dense(3, name="q")(q)], name="pair")
    augmentation = [L.RandomFlip(), L.RandomRotation(0.1), L.RandomZoom(0.1), L.RandomContrast(0.1), L.GaussianNoise(0.1)]
    x = keras.Input((5, 5, 2), name="x")
    y = backbone(keras.Sequential(augmentation, name="augmentation")(x), training=False)
    y = L.GlobalAveragePooling2D()(y)
    r, s = pair([y, L.Dense(3, name="top/dense")(y)])
    t, u = pair([s, r])
    deep = [L.Dense(2, use_bias=False, kernel_initializer="identity", name=f"deep{i}") for i in range(45)]
    return keras.Model(x, keras.Sequential(deep, name="deep")(L.Dense(2)(L.Add()([r, s, t, u]))))


def layers():
    """Layers that only Keras 2 has, or that it writes in another way: masks that the file does not name, cells, attention."""
    x = keras.Input((6, 5, 2), name="x")
    local = L.LocallyConnected2D(3, (2, 3), strides=(2, 1), activation="selu")(x)
    rows = L.Reshape((6, 10))(x)
    series = L.LocallyConnected1D(2, 3, use_bias=False)(rows)
    bent = L.ThresholdedReLU(theta=0.3)(rows)
    padded = L.Masking(mask_value=0.0)(L.ReLU()(rows - 1.5))
    a = L.GRU(3, return_sequences=True)(L.Dropout(0.1)(L.Dense(2)(padded)))
    b = L.Bidirectional(L.LSTM(2, recurrent_activation="hard_sigmoid", return_sequences=True))(a)
    c = L.GlobalAveragePooling1D()(b)
    d = L.RNN([L.LSTMCell(3), L.GRUCell(2)])(rows)
    e = L.MultiHeadAttention(2, 3)(rows, rows[:, :4], use_causal_mask=True)
    f = L.Attention(use_scale=True)([rows, rows * 0.5])
    g = L.LayerNormalization(axis=[1, 2])(rows) + L.UnitNormalization()(rows) + L.GroupNormalization(groups=5)(rows)
    h = L.Conv2DTranspose(2, 3, strides=2, padding="same", output_padding=1)(x)
    i = L.EinsumDense("abc,cd->abd", output_shape=(None, 3), bias_axes="d")(rows)
    j = L.ConvLSTM1D(2, 2, padding="same")(x)
    return keras.Model(x, [local, series, bent, a, b, c, d, e, f, g, h, i, j])


def randomize(model):
    for variable in model.weights:
        if "float32" not in str(variable.dtype) or "deep" in variable.name:
            continue
        shape = tuple(variable.shape)
        positive = "variance" in variable.name or "gamma" in variable.name
        variable.assign(rng.uniform(0.5, 1.5, shape) if positive else rng.normal(0, 0.4, shape))


for make in (operations, nested, functions, layers):
    if sys.argv[1:] and make.__name__ not in sys.argv[1:]:
        continue
    keras.backend.clear_session()
    model = make()
    randomize(model)
    path = os.path.join(folder, f"keras2_{make.__name__}")
    model.save(path + ".h5")
    model.save(path + ".keras")
    x = rng.normal(0, 1, (1,) + tuple(model.inputs[0].shape[1:])).astype("float32")
    outputs = model(x, training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    case = {
        "input": [float(v) for v in x.flatten()],
        "outputs": [{"shape": list(o.shape), "values": [float(v) for v in np.asarray(o).flatten()]} for o in outputs],
    }
    with open(path + ".json", "w") as file:
        json.dump(case, file)
        file.write("\n")

"""Writes the cases in this folder with Keras 3 (any backend): KERAS_BACKEND=jax python3 generate.py [name …]

Each case is <name>.h5, <name>.keras and <name>.json: one input and the outputs that Keras computes for it.
"""

import json
import os
import sys

import numpy as np
import keras
from keras import layers as L
from keras import ops

folder = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(7)


def image():
    x = keras.Input((9, 8, 3), name="image")
    a = L.Conv2D(4, (3, 2), strides=2, padding="same", activation="relu", name="conv.a")(x)
    a = L.BatchNormalization(name="norm", epsilon=0.01)(a)
    a = L.ReLU(max_value=6.0)(a)
    b = L.SeparableConv2D(4, 3, strides=2, padding="same", depth_multiplier=2, activation="sigmoid")(x)
    b = L.BatchNormalization(scale=False, center=False)(b)
    c = L.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2, use_bias=False, activation="tanh")(x)
    c = L.Conv2D(4, 1, dilation_rate=1, activation="silu")(c)
    y = L.Add()([a, b, c])
    z = L.Concatenate()([L.Multiply()([a, b]), L.Subtract()([a, c]), L.Maximum()([b, c]), L.Minimum()([a, c]), L.Average()([a, y])])
    z = L.LeakyReLU(negative_slope=0.2)(z)
    z = L.ZeroPadding2D(((1, 0), (2, 1)))(z)
    z = L.UpSampling2D((2, 1))(z)
    z = L.Cropping2D(((1, 2), (0, 1)))(z)
    z = L.MaxPooling2D((3, 2), strides=(2, 1), padding="same")(z)
    z = L.AveragePooling2D((2, 2), padding="same", strides=1)(z)
    z = L.SpatialDropout2D(0.1)(z)
    p = L.GlobalAveragePooling2D()(z)
    q = L.GlobalMaxPooling2D()(z)
    out = L.Dense(5, activation="softmax", name="classes")(L.Concatenate()([p, q]))
    return keras.Model(x, [out, q], name="image_model")


def transposed():
    x = keras.Input((4, 5, 2), name="x")
    y = L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="leaky_relu")(x)
    y = L.Conv2DTranspose(2, (2, 4), strides=(1, 2), padding="valid", use_bias=False)(y)
    y = L.Permute((2, 3, 1))(y)
    y = L.Reshape((-1, 4))(y)
    y = L.Dense(3, name="rows")(y)
    return keras.Model(x, y, name="transposed")


def sequence():
    return keras.Sequential(
        [
            keras.Input((12, 3), name="signal"),
            L.Rescaling(0.5, offset=-0.25),
            L.Conv1D(5, 3, padding="causal", dilation_rate=2, activation="relu"),
            L.MaxPooling1D(2),
            L.Conv1D(4, 3, padding="same", strides=2),
            L.AveragePooling1D(2, padding="same"),
            L.GaussianNoise(0.1),
            L.GlobalAveragePooling1D(),
            L.Dropout(0.5),
            L.Dense(6, activation="hard_silu"),
            L.Dense(2, activation="linear"),
        ],
        name="sequence",
    )


def nested():
    inner_in = keras.Input((6,), name="inner_in")
    inner = keras.Model(inner_in, L.Dense(6, activation="relu6", name="hidden")(inner_in), name="inner")
    block = keras.Sequential([keras.Input((6,)), L.Dense(4, name="first"), L.BatchNormalization(name="bn")], name="block")
    x = keras.Input((6,), name="x")
    shared = L.Dense(6, name="shared")
    y = shared(inner(shared(x)))
    y = L.Activation("tanh")(block(L.Normalization(mean=[0.1] * 6, variance=[2.0] * 6)(y)))
    return keras.Model(x, y, name="nested")


def series():
    """Every layer along one axis, with what stands between them."""
    x = keras.Input((24, 3), name="x")
    y = L.BatchNormalization()(L.ZeroPadding1D((2, 1))(x))
    y = L.Conv1D(4, 3, strides=2, use_bias=False)(y)
    y = L.ReLU()(L.BatchNormalization()(y))
    a = L.SeparableConv1D(4, 3, padding="same", depth_multiplier=2, activation="tanh")(y)
    b = L.DepthwiseConv1D(3, padding="same", dilation_rate=2, activation="sigmoid")(y)
    y = L.Concatenate()([L.Add()([a, b]), y])
    gate = L.Dense(8, activation="sigmoid")(L.GlobalAveragePooling1D(keepdims=True)(y))
    y = L.Multiply()([y, gate])
    y = L.Conv1DTranspose(4, 3, strides=2, padding="same", activation="relu")(L.PReLU(shared_axes=[1])(y))
    y = L.Cropping1D((1, 2))(L.UpSampling1D(2)(L.MaxPooling1D(3, strides=2, padding="same")(y)))
    attention = L.Softmax(axis=1)(L.Dense(1)(y))
    y = L.Conv1D(3, 2, padding="causal", dilation_rate=2)(L.SpatialDropout1D(0.1)(L.Multiply()([y, attention])))
    z = L.TimeDistributed(L.Dense(2, activation="relu"))(L.RepeatVector(3)(L.GlobalMaxPooling1D()(y)))
    return keras.Model(x, [L.GlobalMaxPooling1D(keepdims=True)(y), L.AveragePooling1D(4, padding="same")(y), z])


def operations():
    """Operations on tensors, which Keras 3 writes under the names of layers."""
    x = keras.Input((4, 6, 2), name="x")
    y = 2.0 - x / 127.5 * 3.0 + ops.convert_to_tensor([0.5, -0.5])
    y = ops.concatenate([y[:, ::-1, 1:5], ops.pad(y, [[0, 0], [0, 0], [0, 1], [0, 0]])[:, :, 3:]], axis=-1)
    left, right = ops.split(y, 2, axis=-1)
    y = ops.relu6(ops.multiply(left, ops.sigmoid(right))) + ops.clip(left, -0.25, 0.5) ** 2
    y = L.Multiply()([ops.softmax(y, axis=1), ops.maximum(y, 0.1)])
    flat = ops.reshape(ops.transpose(y, (0, 3, 1, 2)), (-1, 8, 4))
    sums = ops.stack([ops.sum(flat, axis=1), ops.mean(flat, axis=1), ops.max(flat, axis=1), flat[:, -1]], axis=1)
    return keras.Model(x, [sums, ops.expand_dims(ops.take(y, [0, 2, 2], axis=2), 1)])


def functions():
    """Functions of elements, comparisons and choices between them."""
    x = keras.Input((4, 6, 2), name="x")
    positive = ops.abs(x) + 0.25
    y = ops.sin(x) * ops.cos(x) + ops.exp(-positive) - ops.log(positive) / ops.sqrt(positive)
    y = y + ops.rsqrt(positive) + ops.square(x) * ops.sign(x) + ops.arctan2(x, positive) + ops.power(positive, 1.5) + ops.power(x, 3)
    y = y + ops.floor(x * 3.0) + ops.ceil(x * 2.0) + ops.round(x * 5.0) + 1.0 / positive
    y = ops.where(ops.logical_and(ops.greater(x, 0.1), ops.logical_not(ops.less_equal(y, 0.5))), y, ops.elu(x, alpha=0.7))
    y = y + ops.cast(ops.logical_or(ops.less(x, -0.5), ops.greater_equal(x, 0.75)), "float32")
    z = ops.gelu(y, approximate=False) + ops.gelu(y, approximate=True) + ops.log_softmax(y, axis=1) + ops.floor_divide(y, 0.75) - ops.mod(y, 0.6)
    whole = ops.cast(ops.floor(x * 4.0), "int32")
    even = ops.cast(ops.equal(ops.mod(whole, 2), 0), "float32") - ops.cast(ops.not_equal(whole, 1), "float32")
    z = L.Activation("elu")(z) + L.ELU(alpha=0.4)(y) + L.Activation("gelu")(x) + L.Activation("exponential")(ops.negative(positive)) + even
    return keras.Model(x, [L.PReLU(shared_axes=[1])(z), L.Activation("log_softmax")(y), ops.zeros_like(x) + ops.clip(y, 0.0, 1.0)])


def shapes():
    """Reductions, products of matrices, and elements in other places."""
    x = keras.Input((6, 4, 2), name="x")
    big = L.UpSampling2D((2, 3), interpolation="bilinear")(x)
    small = L.Resizing(5, 7, interpolation="bilinear")(big)
    rows = ops.reshape(x, (-1, 8, 6))
    products = ops.matmul(rows, ops.transpose(rows, (0, 2, 1)))
    dots = L.Dot(axes=(2, 2))([rows, products[:, :, :6]])
    flat = ops.concatenate([L.Dot(axes=1)([rows[:, 0], rows[:, 1]]), rows[:, 2]], axis=1)
    unit = L.UnitNormalization()(rows) + ops.normalize(rows, axis=1)
    values, places = ops.top_k(rows, 3)
    found = [ops.cast(ops.argmax(x, axis=2), "float32"), ops.cast(ops.argmin(rows, axis=-1, keepdims=True), "float32"), ops.cast(places, "float32"), values]
    tests = ops.cast(ops.stack([ops.any(rows > 1.2, axis=2), ops.all(rows > -1.2, axis=2)], axis=1), "float32")
    spread = ops.broadcast_to(ops.sum(rows, axis=1, keepdims=True), (1, 8, 6)) + ops.cumsum(rows, axis=1)
    replaced = ops.slice_update(rows, (0, 2, 1), rows[:, :3, :2] * 2.0)
    kinds = ops.one_hot(ops.argmax(rows, axis=1), 8)
    return keras.Model(x, [big, small, products, dots, flat, unit, *found, tests, spread, replaced, kinds])


def same_names():
    """Sub-models whose layers have the same names, some of them frozen, steps in time, and layers in two places."""
    def block(name, trainable):
        layers = [keras.Input((6,)), L.Dense(6, activation="relu", name="fc"), L.BatchNormalization(name="bn")]
        model = keras.Sequential(layers, name=name)
        model.trainable = trainable
        return model

    shared = L.Dense(6, name="shared")
    a = keras.Input((6,))
    left = keras.Model(a, block("one", False)(shared(a)), name="left")
    b = keras.Input((6,))
    right = keras.Model(b, block("two", True)(L.Dense(6, name="own")(shared(b))), name="right")
    c = keras.Input((6,))
    trunk = keras.Model(c, L.Subtract()([left(c), right(right(c))]), name="trunk")
    steps = keras.Sequential([keras.Input((6,)), L.Dense(3, name="fc"), L.Dropout(0.1)], name="steps")
    x = keras.Input((6,), name="x")
    return keras.Model(x, L.TimeDistributed(steps)(L.RepeatVector(2)(trunk(x))), name="same_names")


def recurrent():
    """LSTM, GRU and SimpleRNN in all forms that are read, alone and in both directions."""
    x = keras.Input((5, 3), name="series")
    a = L.LSTM(4, return_sequences=True, name="steps")(x)
    b = L.GRU(3, reset_after=True, return_sequences=True, go_backwards=True, name="backwards")(a)
    c, c_state = L.GRU(4, reset_after=False, return_state=True, activation="relu", name="before")(a)
    d, d_output, d_cell = L.LSTM(3, return_state=True, use_bias=False, name="with_state")(b)
    e = L.SimpleRNN(5, activation="linear", use_bias=False)(L.SimpleRNN(2, return_sequences=True, name="simple")(x))
    f = L.Bidirectional(L.LSTM(2, return_sequences=True), name="both")(x)
    g = L.Bidirectional(L.GRU(3), merge_mode="sum", name="last")(f)
    h = L.Bidirectional(L.GRU(2, return_sequences=True), merge_mode="ave")(a)
    i = L.Bidirectional(
        L.SimpleRNN(2, return_sequences=True, name="there"),
        backward_layer=L.SimpleRNN(2, return_sequences=True, go_backwards=True, activation="relu", name="back"),
        merge_mode="mul",
    )(f)
    j = L.Bidirectional(L.LSTM(3), merge_mode=None, name="apart")(h)
    inner = keras.Input((5, 4))
    k = keras.Model(inner, L.Bidirectional(L.GRU(2), name="within")(inner), name="model")(a)
    return keras.Model(x, [c, c_state, d, d_output, d_cell, e, g, i, *j, k])


def randomize(model):
    for variable in model.weights:
        name = variable.path
        shape = tuple(variable.shape)
        if variable.dtype != "float32":
            continue
        value = rng.uniform(0.5, 1.5, shape) if "variance" in name or "gamma" in name else rng.normal(0, 0.4, shape)
        variable.assign(value.astype("float32"))


for make in (image, transposed, sequence, nested, series, operations, same_names, recurrent, functions, shapes):
    if sys.argv[1:] and make.__name__ not in sys.argv[1:]:
        continue
    keras.utils.clear_session()
    model = make()
    randomize(model)
    path = os.path.join(folder, make.__name__)
    model.save(path + ".h5")
    model.save(path + ".keras")
    x = rng.normal(0, 1, (1,) + tuple(model.inputs[0].shape[1:])).astype("float32")
    outputs = model(x, training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    case = {
        "input": [float(v) for v in x.flatten()],
        "outputs": [
            {"shape": list(o.shape), "values": [float(v) for v in np.asarray(o).flatten()]} for o in outputs
        ],
    }
    with open(path + ".json", "w") as file:
        json.dump(case, file)
        file.write("\n")

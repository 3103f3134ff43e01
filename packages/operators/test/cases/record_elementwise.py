"""Records what LiteRT's reference kernels compute for element-wise operators: `python3 record_elementwise.py`.

Same files as record.py writes. Unary int8 cases hold all 256 stored values.
"""
import numpy as np
from record import ACTIVATIONS, S, attempt, generator, reals, run, save, tensor

ALL = np.arange(-128, 128).astype(np.int8).reshape(1, 256)


def options(name, **fields):
    if name is None:
        return 0, None
    table = getattr(S, name + "T")()
    for key, value in fields.items():
        setattr(table, key, value)
    return getattr(S.BuiltinOptions, name), table


def record(op, slug, attrs, code, opts, inputs, output, version=1):
    save(op, slug, attrs, inputs, output, run(getattr(S.BuiltinOperator, code), *opts, inputs, output, version))


def unary_int8(op, slug, code, opts, attrs, source, target):
    record(op, slug, attrs, code, opts, [tensor("int8", [1, 256], *source, None, ALL)], tensor("int8", [1, 256], *target))


def unary_float(op, slug, code, opts, attrs, spread=4.0):
    x = tensor("float32", [3, 1, 17], data=reals(generator(op, slug), [3, 1, 17], spread))
    record(op, slug, attrs, code, opts, [x], tensor("float32", [3, 1, 17]))


def unary(op, code, opts=(0, None), attrs={}, output=None, prefix="int8"):
    attempt(unary_float, op, "float", code, opts, attrs)
    attempt(unary_float, op, "float-wide", code, opts, attrs, 40.0)
    rng = generator(op, "scales")
    for i, scale in enumerate([0.0007, 0.0039215689, 0.013, 0.0235294, 0.05, 0.0784, 0.11, 0.3]):
        zero = [-128, 0, 127, 3, -17, -5, 40, -100][i]
        for j in range(2):
            target = output or (scale * (float(rng.uniform(0.35, 2.5)) if j else 1.0), int(rng.integers(-128, 100)) if j else zero)
            if j and output:
                scale, zero = float(rng.uniform(0.001, 0.2)), int(rng.integers(-128, 128))
            attempt(unary_int8, op, "%s-%d-%s" % (prefix, i, "ab"[j]), code, opts, attrs, (scale, zero), target)


def softmax(slug, kind, shape, beta=1.0, scale=0.1, spread=128):
    rng = generator("softmax", slug)
    opts = options("SoftmaxOptions", beta=beta)
    if kind == "float":
        x, y = tensor("float32", shape, data=reals(rng, shape, 5)), tensor("float32", shape)
    else:
        x = tensor("int8", shape, scale, 5, None, np.clip(np.round(rng.normal(size=shape) * spread), -128, 127).astype(np.int8))
        y = tensor("int8", shape, 1 / 256, -128)
    record("softmax", slug, {"beta": float(np.float32(beta))}, "SOFTMAX", opts, [x], y, 2)


CODES = {"add": ("ADD", "AddOptions"), "sub": ("SUB", "SubOptions"), "mul": ("MUL", "MulOptions"),
         "minimum": ("MINIMUM", "MaximumMinimumOptions"), "maximum": ("MAXIMUM", "MaximumMinimumOptions")}


def binary(op, slug, kind, a, b, activation="none", wide=False):
    rng = generator(op, slug)
    shape = list(np.broadcast_shapes(a, b))
    if kind == "float32":
        inputs, y = [tensor(kind, s, data=reals(rng, s, 3)) for s in (a, b)], tensor(kind, shape)
    elif kind == "int32":
        inputs = [tensor(kind, s, data=rng.integers(-2**31 if wide else -900, 2**31 if wide else 900, size=s).astype(np.int32)) for s in (a, b)]
        y = tensor(kind, shape)
    else:
        same = op in ("minimum", "maximum")
        quants = [(float(rng.uniform(0.005, 0.2)), int(rng.integers(-128, 128))) for _ in range(3)]
        if op == "mul":
            quants[2] = (quants[0][0] * quants[1][0] * 30, quants[2][1])
        if same:
            quants = [quants[0]] * 3
        inputs = [tensor(kind, s, *q, None, rng.integers(-128, 128, size=s).astype(np.int8)) for s, q in zip((a, b), quants)]
        y = tensor(kind, shape, *quants[2])
    fields = {} if op in ("minimum", "maximum") else {"fusedActivationFunction": ACTIVATIONS[activation]}
    attrs = {} if op in ("minimum", "maximum") else {"activation": activation}
    record(op, slug, attrs, CODES[op][0], options(CODES[op][1], **fields), inputs, y, 2)


def every_pair(op, scales, zeros, activation):
    """All 65,536 pairs of stored values would make large files: 128 of each, interleaved, 16,384 pairs."""
    slug = "int8-pairs-" + activation
    a = tensor("int8", [64, 1], scales[0], zeros[0], None, ALL[0, ::4].reshape(64, 1).copy())
    b = tensor("int8", [1, 64], scales[1], zeros[1], None, ALL[0, 1::4].reshape(1, 64).copy())
    y = tensor("int8", [64, 64], scales[2], zeros[2])
    record(op, slug, {"activation": activation}, CODES[op][0], options(CODES[op][1], fusedActivationFunction=ACTIVATIONS[activation]), [a, b], y, 2)


def values(dtype, rng, count=200):
    """Floats stay where the quotient fits 32 bits: beyond, LiteRT overflows and differs from machine to machine."""
    if dtype == "float32":
        return np.concatenate([reals(rng, [count - 8], 3), np.array([0.25, -0.25, 0.125, -0.125, 1e5, -1e5, 0.375, -0.375], np.float32)])
    if dtype == "int8":
        return ALL[0]
    if dtype == "uint8":
        return np.arange(256).astype(np.uint8)
    if dtype == "int16":
        return rng.integers(-32768, 32768, size=count).astype(np.int16)
    return rng.integers(-2**31, 2**31, size=count).astype(np.int32)


def convert(op, slug, code, opts, source, target, version=5):
    rng = generator(op, slug)
    data = values(source[0], rng)
    shape = [data.size // 4, 4]
    x = tensor(source[0], shape, *source[1:], data=data.reshape(shape))
    record(op, slug, {}, code, opts, [x], tensor(target[0], shape, *target[1:]), version)


def half(slug):
    data = np.array([0, 1, -1, 65504, -65504, 6e-8, -6e-8, 6.1e-5, 5.96e-8, 0.333, 2.5, -1e-4], np.float16)
    record("dequantize", slug, {}, "DEQUANTIZE", options("DequantizeOptions"), [tensor("float16", [12], data=data)], tensor("float32", [12]), 5)


def fake(slug, low, high, bits, narrow=False):
    attrs = {"min": float(np.float32(low)), "max": float(np.float32(high)), "numBits": bits, "narrowRange": narrow}
    opts = options("FakeQuantOptions", min=low, max=high, numBits=bits, narrowRange=narrow)
    x = tensor("float32", [60], data=reals(generator("fake_quant", slug), [60], 2))
    record("fake_quant", slug, attrs, "FAKE_QUANT", opts, [x], tensor("float32", [60]), 2)


if __name__ == "__main__":
    unary("relu", "RELU")
    unary("relu6", "RELU6")
    unary("relu_n1_to_1", "RELU_N1_TO_1")
    unary("tanh", "TANH")
    unary("tanh", "TANH", output=(1 / 128, 0), prefix="int8-128th")
    unary("logistic", "LOGISTIC", output=(1 / 256, -128))
    unary("hard_swish", "HARD_SWISH", options("HardSwishOptions"))
    unary("leaky_relu", "LEAKY_RELU", options("LeakyReluOptions", alpha=0.1), {"alpha": float(np.float32(0.1))})
    for kind in ("float", "int8"):
        for slug, shape, more in (("10", [1, 10], {}), ("rank-4", [2, 3, 2, 5], {}), ("1000", [1, 1000], {"scale": 0.06}), ("rank-1", [7], {}),
                                  ("beta", [4, 9], {"beta": 0.7}), ("flat", [5, 12], {"scale": 0.004, "spread": 60}), ("peaked", [6, 12], {"scale": 0.9}),
                                  ("one", [3, 1], {})):
            attempt(softmax, kind + "-" + slug, kind, shape, **more)
    for op in CODES:
        for kind in ("float32", "int8", "int32"):
            attempt(binary, op, kind + "-same", kind, [2, 3, 4, 5], [2, 3, 4, 5])
            attempt(binary, op, kind + "-channel", kind, [2, 3, 4, 5], [5])
            attempt(binary, op, kind + "-scalar", kind, [2, 6], [])
            attempt(binary, op, kind + "-scalar-first", kind, [1], [2, 6])
            attempt(binary, op, kind + "-both", kind, [3, 1, 4, 1], [1, 2, 1, 5])
            attempt(binary, op, kind + "-rank-5", kind, [2, 1, 3, 1, 4], [3, 1, 2, 1])
            if op in ("add", "sub", "mul"):
                for activation in ("relu", "relu6", "relu_n1_to_1"):
                    attempt(binary, op, kind + "-" + activation, kind, [4, 9], [4, 1], activation)
        attempt(binary, op, "int32-wide", "int32", [40], [40], wide=True)
    for op in ("add", "sub"):
        attempt(every_pair, op, (0.05, 0.071, 0.09), (-3, 17, -20), "none")
        attempt(every_pair, op, (0.02, 0.0004, 0.0211), (-128, 127, -128), "relu")
        attempt(every_pair, op, (0.25, 0.125, 0.25), (0, 0, 0), "relu6")
    attempt(every_pair, "mul", (0.05, 0.071, 0.09), (-3, 17, -20), "none")
    attempt(every_pair, "mul", (0.02, 0.0004, 0.00011), (-128, 127, -128), "relu")
    attempt(every_pair, "mul", (0.25, 0.125, 0.03125), (0, 0, 0), "relu6")
    quantizing, dequantizing = options("QuantizeOptions"), options("DequantizeOptions")
    for dtype, zero in (("int8", -5), ("uint8", 120), ("int16", 0)):
        for i, scale in enumerate((0.25, 0.0473, 0.0039215689)):
            attempt(convert, "quantize", "float-to-%s-%d" % (dtype, i), "QUANTIZE", quantizing, ("float32",), (dtype, scale, zero))
        attempt(convert, "dequantize", dtype, "DEQUANTIZE", dequantizing, (dtype, 0.0473, zero), ("float32",))
    attempt(convert, "quantize", "float-to-int8-axis", "QUANTIZE", quantizing, ("float32",), ("int8", [0.1, 0.02, 0.3, 0.04], [0, 0, 0, 0], 1))
    attempt(convert, "dequantize", "int8-axis", "DEQUANTIZE", dequantizing, ("int8", [0.1, 0.02, 0.3, 0.04], [0, 0, 0, 0], 1), ("float32",))
    attempt(half, "float16")
    for source in ("int8", "uint8", "int16", "int32"):
        for target in ("int8", "uint8", "int16", "int32"):
            if (source, target) in (("int8", "int32"), ("uint8", "int32"), ("int16", "uint8"), ("int32", "uint8"), ("int32", "int32")):
                continue
            zeros = {"int8": (-7, 20), "uint8": (128, 99), "int16": (0, 0), "int32": (0, 0)}
            # A 32-bit operand has no bits to be shifted up into: only factors below 1.
            for i, ratio in enumerate((0.49, 0.37, 0.11, 2.0 ** -9) if source == "int32" else (1.0, 0.37, 2.9, 2.0 ** -9)):
                attempt(convert, "quantize", "%s-to-%s-%d" % (source, target, i), "QUANTIZE", quantizing, (source, 0.013 * ratio, zeros[source][0]),
                        (target, 0.013, zeros[target][1]))
    attempt(fake, "8-bits", -1.3, 2.7, 8)
    attempt(fake, "4-bits", -0.1, 3.0, 4)
    attempt(fake, "16-bits", -5.0, 5.0, 16)
    attempt(fake, "one-sided", 0.0, 6.0, 8)
    attempt(fake, "narrow", -1.0, 1.0, 8, True)

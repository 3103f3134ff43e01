"""Records what LiteRT's reference kernels compute for arithmetic, comparisons, logic and casts: `python3 record_pointwise.py`.

Same files as record.py writes. Stored 8-bit operands take all their values; plain integers include the extremes.
"""
import numpy as np
from ai_edge_litert.interpreter import OpResolverType
from record import ACTIVATIONS, S, TYPES, attempt, generator, reals, run, save, tensor

# LiteRT 2.3 takes int16 for PRELU too, but computes with factors that it never set: not recorded.
# These stand in the builtin resolver alone; their kernels have one implementation.
WITHOUT_REFERENCE = {"CEIL", "ROUND", "ELU"}
BITS = {"int8": 8, "uint8": 8, "int16": 16, "int32": 32, "int64": 64}
EXTREMES = np.array([0, -0.0, 1e-8, -1e-8, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 1, -1, 7.25, -3.75, 20, -20, 88, -88, 1e4, -1e4], np.float32)


def options(name, **fields):
    if name is None:
        return 0, None
    table = getattr(S, name + "T")()
    for key, value in fields.items():
        setattr(table, key, value)
    return getattr(S.BuiltinOptions, name), table


def record(op, slug, attrs, inputs, output, opts=(0, None), code=None):
    code = code or op.upper()
    resolver = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES if code in WITHOUT_REFERENCE else OpResolverType.BUILTIN_REF
    for version in range(1, 8):
        try:
            result = run(getattr(S.BuiltinOperator, code), *opts, inputs, output, version, resolver)
        except ValueError as error:
            if "Registration failed" not in str(error):
                raise
            continue
        save(op, slug, attrs, inputs, output, result)
        return
    raise ValueError("no version of " + code)


def limits(dtype):
    info = np.iinfo(np.int64 if dtype == "int64" else TYPES[dtype][1])
    return info.min, info.max


def stored(dtype, rng, count=300):
    """All values of 8 bits; of 16 the ends, the middle, and some between."""
    low, high = limits(dtype)
    if BITS[dtype] == 8:
        return np.arange(low, high + 1).astype(TYPES[dtype][1])
    edges = [low, low + 1, -129, -128, -127, -2, -1, 0, 1, 2, 127, 128, 129, high - 1, high]
    return np.concatenate([edges, rng.integers(low, high + 1, size=count - len(edges))]).astype(TYPES[dtype][1])


def plain(dtype, rng, count):
    if dtype == "bool":
        return rng.integers(0, 2, size=count).astype(np.bool_)
    low, high = limits(dtype)
    edges = [low, high, low + 1, high - 1] + ([0, -1, 1] if low < 0 else [0, 1])
    return np.concatenate([np.array(edges, np.int64), rng.integers(low, high, size=count - len(edges), endpoint=True)])[:count].astype(TYPES[dtype][1])


def zero_of(dtype, zero):
    return 0 if dtype == "int16" else zero + (128 if dtype == "uint8" else 0)


def unary(op, attrs={}, opts=(0, None), floats=EXTREMES, quants={}, plains=(), slug=""):
    """quants: by type, pairs of (scale, zero point) of operand and result, for int8; those of other types follow."""
    if floats is not None:
        attempt(record, op, slug + "float-extremes", attrs, [tensor("float32", list(floats.shape), data=floats)], tensor("float32", list(floats.shape)), opts)
        x = reals(generator(op, "float"), [3, 1, 2, 2, 5], 3)
        if (floats >= 0).all():
            x = np.abs(x)
        attempt(record, op, slug + "float-rank-5", attrs, [tensor("float32", [3, 1, 2, 2, 5], data=x)], tensor("float32", [3, 1, 2, 2, 5]), opts)
    for dtype, pairs in quants.items():
        for i, ((scale, zero), (to_scale, to_zero), *least) in enumerate(pairs):
            data = stored(dtype, generator(op, dtype, str(i)))
            zero, to_zero = zero_of(dtype, zero), zero_of(dtype, to_zero)
            if least:
                data = data[data.astype(np.int64) >= zero + least[0]]
            attempt(record, op, "%s%s-%d" % (slug, dtype, i), attrs, [tensor(dtype, [data.size], scale, zero, data=data)],
                    tensor(dtype, [data.size], to_scale, to_zero), opts)
    for dtype in plains:
        data = plain(dtype, generator(op, dtype), 24).reshape(2, 3, 4)
        attempt(record, op, "%splain-%s" % (slug, dtype), attrs, [tensor(dtype, [2, 3, 4], data=data)], tensor(dtype, [2, 3, 4]), opts)


SHAPES = {"same": ([2, 3, 5], [2, 3, 5]), "channel": ([2, 2, 3, 5], [5]), "scalar": ([7], []), "scalar-first": ([1], [2, 6]),
          "both": ([3, 1, 4, 1], [1, 2, 1, 5])}
RANK_5 = {"rank-5": ([2, 1, 3, 1, 4], [3, 1, 2, 1])}


def operands(op, slug, dtype, shapes, make):
    rng = generator(op, slug, dtype)
    return [np.asarray(make(rng, dtype, int(np.prod(shape)), i)).astype(TYPES[dtype][1]).reshape(shape) for i, shape in enumerate(shapes)]


def real_values(rng, dtype, count, i):
    return reals(rng, [count], 3)


def plain_values(rng, dtype, count, i):
    values = plain(dtype, rng, max(count, 8))
    rng.shuffle(values)
    return values[:count]


def binary(op, dtypes, attrs={}, opts=(0, None), result=None, make=None, slug="", shapes=SHAPES, floats=real_values):
    for dtype in dtypes:
        for name, pair in shapes.items():
            a, b = operands(op, slug + name, dtype, pair, make or (floats if dtype == "float32" else plain_values))
            out = list(np.broadcast_shapes(*pair))
            attempt(record, op, "%s%s-%s" % (slug, dtype, name), attrs, [tensor(dtype, pair[0], data=a), tensor(dtype, pair[1], data=b)],
                    tensor(result or dtype, out), opts)


def quantised(op, dtype, quants, attrs={}, opts=(0, None), result=None, shapes=SHAPES, slug="", make=None):
    """quants: (scale, zero point) of both operands and the result, int8's zero points."""
    for i, triple in enumerate(quants):
        for name, pair in shapes.items():
            if i > 0 and name not in ("same", "channel", "whole"):
                continue
            a, b = operands(op, slug + name + str(i), dtype, pair, make or (lambda rng, dtype, count, k: rng.integers(*limits(dtype), size=count, endpoint=True)))
            q = [(scale, zero_of(dtype, zero)) for scale, zero in triple]
            output = tensor(result, list(np.broadcast_shapes(*pair))) if result else tensor(dtype, list(np.broadcast_shapes(*pair)), *q[2])
            attempt(record, op, "%s%s-%d-%s" % (slug, dtype, i, name), attrs, [tensor(dtype, pair[0], *q[0], data=a), tensor(dtype, pair[1], *q[1], data=b)], output, opts)


def whole_values(rng, dtype, count, i):
    """Every fourth value of 8 bits."""
    low, _ = limits(dtype)
    return low + i + 4 * np.arange(64)


def nonzero(a_zero, b_zero):
    """No division by zero, nor of so little that LiteRT shifts by 32 bits and more, which differs from machine to machine."""
    def make(rng, dtype, count, i):
        zero = zero_of(dtype, b_zero if i else a_zero)
        values = rng.integers(*limits(dtype), size=count, endpoint=True)
        near = np.abs(values - zero) < (1 if i else 8)
        return np.where(near, zero - 9 if zero > 0 else zero + 9, values)
    return make


def rows(op, slug, dtype, shape, attrs, opts, scale, target, spread):
    rng = generator(op, slug)
    zero = zero_of(dtype, 5)
    x = np.clip(np.round(rng.normal(size=shape) * spread) + zero, *limits(dtype)).astype(TYPES[dtype][1])
    record(op, slug, attrs, [tensor(dtype, shape, scale, zero, data=x)], tensor(dtype, shape, *target), opts)


def log_softmax(slug, dtype, shape, scale=0.1, spread=60):
    if dtype == "float32":
        record("log_softmax", slug, {}, [tensor(dtype, shape, data=reals(generator("log_softmax", slug), shape, 5))], tensor(dtype, shape))
    else:
        rows("log_softmax", slug, dtype, shape, {}, (0, None), scale, (16 / 256, 127 if dtype == "int8" else 255), spread)


def softmax(slug, dtype, shape, beta=1.0, scale=0.1, spread=60):
    target = (1 / 256, 0) if dtype == "uint8" else (1 / 32768, 0)
    rows("softmax", slug, dtype, shape, {"beta": float(np.float32(beta))}, options("SoftmaxOptions", beta=beta), scale, target, spread)


def wide_softmax(slug, dtype, shape, beta=1.0, scale=0.1, spread=60):
    rng = generator("softmax", slug)
    zero = zero_of(dtype, 5)
    x = np.clip(np.round(rng.normal(size=shape) * spread) + zero, *limits(dtype)).astype(TYPES[dtype][1])
    record("softmax", slug, {"beta": float(np.float32(beta))}, [tensor(dtype, shape, scale, zero, data=x)], tensor("int16", shape, 1 / 65536, -32768), options("SoftmaxOptions", beta=beta))


def cast(source, target):
    rng = generator("cast", source, target)
    if source == "bool":
        data = np.array([True, False, True])
    elif source.startswith("float"):
        data = np.concatenate([np.array([0, -0.0, 0.5, -0.5, 0.99, -0.99, 1.5, -1.5, 127.5, -128.7, 255.9, 300, -300, 32768, -40000, 65504]), reals(rng, [8], 50)])
        if source == "float32":
            data = np.concatenate([data, [2147483520, 2147483648, -2147483648, -3e9, 9.2e18, 9.3e18, -9.3e18, 1e-7, np.nan, np.inf, -np.inf]])
        data = data.astype(TYPES[source][1])
    else:
        data = plain(source, rng, 20)
        if source == "int64":
            data[:6] = [2**53 + 1, -2**62 - 1, 2**40 + 2**15 + 1, (2**24 + 1) * 2**30 + 1, (2**24 + 1) * 2**30, 2**63 - 1]
    record("cast", "%s-to-%s" % (source, target), {"outType": target}, [tensor(source, [data.size], data=data)], tensor(target, [data.size]), options("CastOptions"))


def choose(op, slug, dtype, condition, a, b, out, *quant):
    rng = generator(op, slug)

    def values(shape):
        count = int(np.prod(shape))
        data = reals(rng, [count]) if dtype.startswith("float") else plain(dtype, rng, max(count, 8))[:count]
        return tensor(dtype, shape, *quant, data=data.astype(TYPES[dtype][1]).reshape(shape))
    which = tensor("bool", condition, data=rng.integers(0, 2, size=condition).astype(np.bool_))
    record(op, slug, {}, [which, values(a), values(b)], tensor(dtype, out, *quant), options("SelectOptions" if op == "select" else "SelectV2Options"))


def add_n(slug, dtype, count, shape):
    rng = generator("add_n", slug)
    values = [reals(rng, shape) if dtype == "float32" else plain(dtype, rng, int(np.prod(shape))).reshape(shape) for _ in range(count)]
    record("add_n", slug, {}, [tensor(dtype, shape, data=v) for v in values], tensor(dtype, shape))


def arithmetic(op):
    """add, sub and mul beyond float32, int8 and int32, which record_elementwise.py records."""
    name = op.capitalize() + "Options"
    for activation in ("none", "relu", "relu6", "relu_n1_to_1"):
        attrs = {"activation": activation}
        opts = options(name, fusedActivationFunction=ACTIVATIONS[activation])
        shapes = SHAPES if activation == "none" else {"same": SHAPES["same"]}
        slug = "" if activation == "none" else activation + "-"
        binary(op, ["int64"] if op == "sub" else ["int64", "int16"], attrs, opts, shapes={**shapes, **(RANK_5 if activation == "none" else {})}, slug=slug)
        narrow = {"uint8": [((0.05, -3), (0.071, 17), (0.09, -20)), ((0.02, -128), (0.0004, 127), (0.0211, -128)), ((0.25, 0), (0.125, 0), (0.25, 0))],
                  "int16": [((0.0012, 0), (0.00071, 0), (0.0013, 0)), ((0.0002, 0), (0.003, 0), (0.0031, 0))]}
        if op == "mul":
            narrow = {"uint8": [((0.05, -3), (0.071, 17), (0.09, -20)), ((0.02, -128), (0.0004, 127), (0.00011, -128))],
                      "int16": [((0.0012, 0), (0.00071, 0), (0.0013, 0)), ((0.0002, 0), (0.003, 0), (0.0001, 0)), ((1 / 32768, 0), (1 / 32768, 0), (1 / 32768, 0))]}
        for dtype, quants in narrow.items():
            quantised(op, dtype, quants, attrs, opts, shapes={**shapes, **(RANK_5 if activation == "none" else {})}, slug=slug)
    if op == "mul":
        return
    powers = [((2.0**-12, 0), (2.0**-12, 0), (2.0**-12, 0)), ((2.0**-14, 0), (2.0**-11, 0), (2.0**-11, 0)), ((2.0**-11, 0), (2.0**-13, 0), (2.0**-11, 0))]
    for pot in (True, False):
        attrs = {"activation": "none", "potScaleInt16": pot}
        opts = options(name, fusedActivationFunction=0, potScaleInt16=pot)
        quantised(op, "int16", powers, attrs, opts, shapes={"same": SHAPES["same"]}, slug="power-of-two-" if pot else "rescaled-")


if __name__ == "__main__":
    positive = np.abs(EXTREMES[2:])
    unary("abs", quants={"int8": [((0.05, -3), (0.05, 20)), ((0.05, 0), (0.05, 0)), ((0.03, 100), (0.07, -128))], "int16": [((0.01, 0), (0.01, 0)), ((0.01, 0), (0.023, 0)), ((0.01, 0), (0.004, 0))]}, plains=["int16", "int32"])
    unary("neg", quants={"int8": [((0.05, 0), (0.05, 0)), ((0.05, 3), (0.05, -3))], "int16": [((0.01, 0), (0.01, 0))]}, plains=["int8", "int16", "int32", "int64"], opts=options("NegOptions"))
    unary("sign", plains=["int32"])
    unary("ceil")
    unary("floor")
    unary("round")
    unary("square", opts=options("SquareOptions"))
    unary("sin", floats=EXTREMES[:16])
    unary("cos", floats=EXTREMES[:16], opts=options("CosOptions"))
    exponents = {"int8": [((0.01, -5), (0.02, -100)), ((0.04, 100), (0.03, -128)), ((0.02, 127), (0.0039, -128))],
                 "int16": [((0.0001, 0), (0.001, 0)), ((0.0003, 0), (0.5, 0)), ((2.0**-13, 0), (0.002, 0))]}
    unary("exp", floats=EXTREMES[:17], quants=exponents, opts=options("ExpOptions"))
    unary("log", floats=positive, quants={"int8": [((0.02, -128), (0.03, 10)), ((0.1, -20), (0.04, -10)), ((0.5, -128), (0.05, -60))],
                                          "int16": [((0.001, 0), (0.0003, 0)), ((0.0003, 0), (0.0004, 0))]})
    unary("sqrt", floats=positive, quants={"int8": [((0.05, -128), (0.014, -128), 0), ((0.02, -10), (0.01, -100), 0), ((0.7, 3), (0.1, 0), 0)],
                                           "int16": [((0.001, 0), (0.0002, 0), 0), ((0.01, 0), (0.001, 0), 0)]})
    unary("rsqrt", floats=positive, quants={"int8": [((0.05, -128), (0.02, -128), 0), ((0.02, -10), (0.05, -100), 0), ((0.7, 3), (0.006, -128), 0), ((0.0039, -128), (0.063, -128), 0)],
                                            "int16": [((0.001, 0), (0.0005, 0), 0), ((0.01, 0), (0.0003, 0), 0)]})
    curved = {"int8": [((0.05, -3), (0.05, -3)), ((0.02, 60), (0.013, 20)), ((0.1, -128), (0.09, -128))]}
    unary("elu", quants=curved)
    wide = {**curved, "uint8": curved["int8"], "int16": [((0.0003, 0), (0.0003, 0)), ((0.001, 0), (0.0009, 0))]}
    for approximate in (False, True):
        unary("gelu", {"approximate": approximate}, options("GeluOptions", approximate=approximate), floats=EXTREMES[:16], quants=wide, slug="tanh-" if approximate else "")
    unary("relu_0_to_1", quants={"int8": curved["int8"], "uint8": curved["int8"]})
    for op in ("relu", "relu6"):
        unary(op, floats=None, quants={"uint8": curved["int8"], "int16": wide["int16"]})
    unary("relu_n1_to_1", floats=None, quants={"uint8": curved["int8"]})
    unary("hard_swish", floats=None, quants={"uint8": curved["int8"]})
    unary("leaky_relu", {"alpha": float(np.float32(0.1))}, options("LeakyReluOptions", alpha=0.1), floats=None, quants={"uint8": curved["int8"], "int16": wide["int16"]})
    for op, target in (("logistic", (1 / 256, -128)), ("tanh", (1 / 128, 0))):
        unary(op, floats=None, quants={"uint8": [(source, target) for source, _ in curved["int8"]], "int16": [((scale, 0), (1 / 32768, 0)) for scale in (2.0**-12, 2.0**-11, 2.0**-13, 0.0001, 0.0007, 0.01)]})
    unary("logical_not", floats=None, plains=["bool"])
    unary("zeros_like", plains=["int32", "int64"])

    division = options("DivOptions", fusedActivationFunction=0)
    none = {"activation": "none"}
    binary("div", ["float32"], none, division, shapes={**SHAPES, **RANK_5})
    binary("div", ["int32"], none, division, shapes={**SHAPES, **RANK_5}, make=lambda rng, dtype, count, i: rng.integers(1, 50, size=count) * (1 - 2 * rng.integers(0, 2, size=count)) if i else rng.integers(-9000, 9000, size=count))
    quotients = [((0.05, -3), (0.071, 17), (0.09, -20)), ((0.02, -128), (0.004, 127), (0.11, -128)), ((0.25, 0), (0.125, 0), (0.25, 0))]
    for dtype in ("int8", "uint8"):
        for i, triple in enumerate(quotients):
            quantised("div", dtype, [triple], none, division, slug="%d-" % i, make=nonzero(triple[0][1], triple[1][1]), shapes=SHAPES if i == 0 else {"same": SHAPES["same"], "large": ([40, 6], [6])})
    quantised("div", "int16", [((0.001, 0), (0.002, 0), (0.0009, 0))], none, division, make=nonzero(0, 0))
    for activation in ("relu", "relu6"):
        opts = options("DivOptions", fusedActivationFunction=ACTIVATIONS[activation])
        binary("div", ["float32"], {"activation": activation}, opts, shapes={"same": SHAPES["same"]}, slug=activation + "-")
        quantised("div", "int8", quotients[:1], {"activation": activation}, opts, shapes={"same": SHAPES["same"]}, slug=activation + "-", make=nonzero(-3, 17))

    def divisors(rng, dtype, count, i):
        if dtype == "float32":
            return reals(rng, [count], 3) + (np.float32(0.0005) if i else 0)
        low, high = limits(dtype)
        values = rng.integers(max(low + 1, -2**40), min(high, 2**40), size=count)
        if i:
            values = np.where(rng.integers(0, 2, size=count) == 1, rng.integers(-9, 9, size=count), values)
            values[values == 0] = 3
        return values
    binary("floor_div", ["float32", "int8", "int16", "int32"], make=divisors)
    binary("floor_mod", ["float32", "int8", "int16", "int32", "int64"], make=divisors)
    binary("pow", ["float32"], make=lambda rng, dtype, count, i: reals(rng, [count], 2) if i else np.abs(reals(rng, [count], 2)))
    binary("pow", ["int32"], make=lambda rng, dtype, count, i: rng.integers(0, 6, size=count) if i else rng.integers(-30, 30, size=count))
    binary("squared_difference", ["float32"])
    binary("squared_difference", ["int32"], make=lambda rng, dtype, count, i: rng.integers(-20000, 20000, size=count))
    quantised("squared_difference", "int8", [((0.05, -3), (0.071, 17), (0.9, -128)), ((0.02, -128), (0.004, 127), (0.11, -128)), ((0.25, 0), (0.125, 0), (3.0, 0))])
    quantised("squared_difference", "int8", [((0.05, -3), (0.071, 17), (0.9, -128))], shapes={"whole": ([64, 1], [1, 64])}, make=whole_values)
    binary("atan2", ["float32"], shapes={"same": SHAPES["same"]})
    for op in ("maximum", "minimum"):
        opts = options("MaximumMinimumOptions")
        binary(op, ["int64", "int16"], opts=opts)
        for dtype in ("uint8", "int16"):
            quantised(op, dtype, [((0.05, 3),) * 3], opts=opts)
    for op in ("right_shift", "bitwise_xor"):
        make = (lambda rng, dtype, count, i: rng.integers(-3 if dtype != "uint8" else 0, 40, size=count) if i else plain_values(rng, dtype, count, i)) if op == "right_shift" else None
        binary(op, ["int8", "uint8", "int16", "int32"], make=make, opts=options("RightShiftOptions" if op == "right_shift" else "BitwiseXorOptions"))
    for op in ("logical_and", "logical_or"):
        binary(op, ["bool"], opts=options("LogicalAndOptions" if op == "logical_and" else "LogicalOrOptions"))
    for op in ("equal", "not_equal", "less", "less_equal", "greater", "greater_equal"):
        few = lambda rng, dtype, count, i: rng.integers(-3, 4, size=count) if dtype != "bool" else rng.integers(0, 2, size=count)
        equality = op in ("equal", "not_equal")
        binary(op, ["float32", "int32", "int64"] + (["bool"] if equality else []), result="bool", make=few)
        binary(op, ["int16"] if op != "not_equal" else [], result="bool", make=few, shapes={"same": SHAPES["same"], "channel": SHAPES["channel"]})
        binary(op, ["int32", "int64"], result="bool", slug="wide-", shapes={"same": SHAPES["same"]})
        for dtype in ("int8", "uint8") + (("int16",) if equality else ()):
            quantised(op, dtype, [((0.05, -3), (0.05, -3)), ((0.05, -3), (0.1, 17)), ((0.0004, 5), (0.9, 5))], result="bool",
                      make=lambda rng, dtype, count, i: rng.integers(0, 12, size=count), shapes={"same": SHAPES["same"], "channel": SHAPES["channel"]})
        for dtype in ("int8", "uint8"):
            quantised(op, dtype, [((0.05, -3), (0.071, 17))], result="bool", make=whole_values, shapes={"whole": ([64, 1], [1, 64])})
    channels = {"channel": ([2, 2, 3, 5], [5]), "shared": ([2, 3, 4, 5], [1, 1, 5]), "same": ([3, 7], [3, 7]), "one": ([9], [1])}
    binary("prelu", ["float32"], shapes=channels)
    for dtype in ("int8", "uint8"):
        for i, triple in enumerate([((0.05, -3), (0.01, 17), (0.05, -20)), ((0.02, -128), (0.004, 127), (0.011, -128)), ((0.25, 0), (0.0125, 0), (0.125, 0))]):
            quantised("prelu", dtype, [triple], shapes=channels if i == 0 else {"channel": channels["channel"]}, slug="%d-" % i)

    for op in ("add", "sub", "mul"):
        arithmetic(op)
    for dtype in ("float32", "int8", "uint8"):
        for slug, shape, more in (("10", [1, 10], {}), ("rank-4", [2, 3, 2, 5], {}), ("300", [1, 300], {"scale": 0.06}), ("rank-1", [7], {}), ("flat", [5, 12], {"scale": 0.004}),
                                  ("peaked", [6, 12], {"scale": 0.9, "spread": 90}), ("one", [3, 1], {})):
            attempt(log_softmax, dtype + "-" + slug, dtype, shape, **more)
    for dtype, scale, spread in (("uint8", 0.1, 60), ("int16", 0.0005, 9000)):
        for slug, shape, more in (("10", [1, 10], {}), ("rank-4", [2, 3, 2, 5], {}), ("300", [1, 300], {}), ("rank-1", [7], {}), ("beta", [4, 9], {"beta": 0.7}),
                                  ("flat", [5, 12], {"scale": scale / 20}), ("peaked", [6, 12], {"scale": scale * 9}), ("one", [3, 1], {})):
            attempt(softmax, dtype + "-" + slug, dtype, shape, **{"scale": scale, "spread": spread, **more})
    kinds = ["float32", "float16", "int8", "uint8", "int16", "int32", "int64", "bool"]
    for source in kinds:
        for target in kinds:
            attempt(cast, source, target)
    for dtype, quant in (("float32", ()), ("int8", (0.1, 3)), ("uint8", (0.1, 130)), ("int16", (0.1, 0)), ("int32", ()), ("int64", ()), ("bool", ())):
        attempt(choose, "select", dtype + "-same", dtype, [2, 3, 4], [2, 3, 4], [2, 3, 4], [2, 3, 4], *quant)
        attempt(choose, "select", dtype + "-vector", dtype, [5], [5, 2, 3], [5, 2, 3], [5, 2, 3], *quant)
        attempt(choose, "select_v2", dtype + "-same", dtype, [2, 3, 4], [2, 3, 4], [2, 3, 4], [2, 3, 4], *quant)
        attempt(choose, "select_v2", dtype + "-broadcast", dtype, [3, 1], [2, 1, 4], [1, 3, 1], [2, 3, 4], *quant)
    attempt(choose, "select", "scalar", "float32", [], [2, 3], [2, 3], [2, 3])
    attempt(choose, "select_v2", "scalars", "float32", [4, 3], [], [3], [4, 3])
    attempt(choose, "select_v2", "rank-5", "int32", [2, 1, 3, 1, 1], [1, 2, 1, 2, 3], [3, 1, 1], [2, 2, 3, 2, 3])
    for count in (2, 3, 5):
        attempt(add_n, "float32-%d" % count, "float32", count, [2, 3, 4])
        attempt(add_n, "int32-%d" % count, "int32", count, [2, 3, 4])
    for dtype in ("int8", "uint8"):
        for slug, shape, more in (("10", [1, 10], {}), ("rank-4", [2, 3, 2, 5], {}), ("1000", [1, 1000], {"scale": 0.06}), ("beta", [4, 9], {"beta": 0.7}),
                                  ("flat", [1, 900], {"scale": 0.0001}), ("peaked", [6, 12], {"scale": 0.9}), ("one", [3, 1], {})):
            attempt(wide_softmax, dtype + "-int16-" + slug, dtype, shape, **more)

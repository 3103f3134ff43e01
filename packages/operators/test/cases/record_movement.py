"""Records LiteRT's reference kernels of the operators that move elements: `python3 record_movement.py`. See record.py."""
import itertools
import numpy as np
from ai_edge_litert import schema_py_generated as S
from record import generator, reals, run, save, tensor

B, O = S.BuiltinOperator, S.BuiltinOptions
VERSIONS = {"pad": 2, "concatenation": 2, "transpose": 2, "strided_slice": 2, "resize_nearest_neighbor": 2}
QUANT = {"int8": (0.05, -3), "float32": (None, 0), "int32": (None, 0)}


def options(kind, **fields):
    result = getattr(S, kind + "T")()
    for name, value in fields.items():
        setattr(result, name, value)
    return getattr(O, kind), result


def data(op, slug, dtype, shape):
    rng = generator(op, slug)
    if dtype == "float32":
        return reals(rng, shape)
    if dtype == "int8":
        return rng.integers(-128, 128, shape).astype(np.int8)
    return rng.integers(-1000, 1000, shape).astype(np.int32)


def operand(op, slug, dtype, shape, name=""):
    scale, zero = QUANT[dtype]
    return tensor(dtype, shape, scale, zero, data=data(op, slug + name, dtype, shape))


def index(values):
    values = np.array(values, np.int32)
    return tensor("int32", values.shape, data=values, constant=True)


def record(op, slug, code, kind, fields, attrs, dtype, inputs, shape):
    scale, zero = QUANT[dtype]
    output = tensor(dtype, shape, scale, zero)
    code_type, opts = options(kind, **fields)
    save(op, slug, attrs, inputs, output, run(code, code_type, opts, inputs, output, VERSIONS.get(op, 1)))


def pads():
    for dtype in QUANT:
        for name, shape, paddings in (("image", [1, 3, 4, 2], [[0, 0], [1, 2], [0, 1], [0, 0]]), ("channels", [2, 2, 2, 3], [[1, 0], [0, 0], [2, 0], [1, 1]]),
                                      ("vector", [5], [[2, 3]]), ("nothing", [2, 3], [[0, 0], [0, 0]])):
            shaped = [s + a + b for s, (a, b) in zip(shape, paddings)]
            x = operand("pad", f"{dtype}-{name}", dtype, shape)
            record("pad", f"{dtype}-{name}", B.PAD, "PadOptions", {}, {}, dtype, [x, index(paddings)], shaped)
        x = operand("pad", f"{dtype}-value", dtype, [1, 2, 2, 3])
        scale, zero = QUANT[dtype]
        value = tensor(dtype, [1], scale, zero, data=np.array([-7], x["data"].dtype), constant=True)
        record("pad", f"{dtype}-value", B.PADV2, "PadV2Options", {}, {}, dtype, [x, index([[0, 0], [1, 1], [1, 0], [0, 2]]), value], [1, 4, 3, 5])


def concatenations():
    for dtype in QUANT:
        for axis in (0, 1, 3, -1, -2):
            slug = f"{dtype}-axis{axis}"
            shapes = [[2, 3, 2, 4] for _ in range(3)]
            for i, shape in enumerate(shapes):
                shape[axis] = i + 1
            inputs = [operand("concatenation", slug, dtype, shape, str(i)) for i, shape in enumerate(shapes)]
            shape = [2, 3, 2, 4]
            shape[axis] = 6
            record("concatenation", slug, B.CONCATENATION, "ConcatenationOptions", {"axis": axis}, {"axis": axis, "activation": "none"}, dtype, inputs, shape)


def reshapes():
    for dtype in QUANT:
        for name, wanted, shape in (("flat", [-1], [24]), ("batch", [2, -1], [2, 12]), ("exact", [4, 3, 2], [4, 3, 2])):
            x = operand("reshape", f"{dtype}-{name}", dtype, [2, 3, 4])
            record("reshape", f"{dtype}-{name}", B.RESHAPE, "ReshapeOptions", {}, {}, dtype, [x, index(wanted)], shape)
            record("reshape", f"{dtype}-{name}-attribute", B.RESHAPE, "ReshapeOptions", {"newShape": wanted}, {"newShape": wanted}, dtype, [x], shape)


def squeezes():
    for dtype in QUANT:
        for name, dims, shape in (("all", [], [3, 2]), ("some", [0], [3, 1, 2, 1]), ("negative", [-1, 2], [1, 3, 2])):
            x = operand("squeeze", f"{dtype}-{name}", dtype, [1, 3, 1, 2, 1])
            record("squeeze", f"{dtype}-{name}", B.SQUEEZE, "SqueezeOptions", {"squeezeDims": dims}, {"squeezeDims": dims}, dtype, [x], shape)


def transposes():
    for dtype in QUANT:
        for size, perms in (([3, 4], [(1, 0)]), ([2, 3, 4], itertools.permutations(range(3))), ([2, 3, 2, 3], [(0, 3, 1, 2), (0, 2, 3, 1), (3, 2, 1, 0), (0, 2, 1, 3)])):
            for perm in perms:
                slug = f"{dtype}-" + "".join(map(str, perm))
                x = operand("transpose", slug, dtype, size)
                record("transpose", slug, B.TRANSPOSE, "TransposeOptions", {}, {}, dtype, [x, index(perm)], [size[i] for i in perm])


def slices():
    masks = ("begin", "end", "ellipsis", "newAxis", "shrinkAxis")
    cases = (
        ("plain", [1, 0, 2], [3, 2, 4], [1, 1, 1], {}, [2, 2, 2]),
        ("steps", [0, 0, 0], [4, 3, 5], [2, 3, 2], {}, [2, 1, 3]),
        ("backwards", [3, 2, 4], [0, 0, 0], [-1, -2, -3], {}, [3, 1, 2]),
        ("reversed", [0, 0, 0], [0, 0, 0], [-1, -1, -1], {"begin": 7, "end": 7}, [4, 3, 5]),
        ("negative", [-2, -3, -100], [-1, 100, -1], [1, 1, 1], {}, [1, 3, 4]),
        ("begin-mask", [2, 2, 2], [3, 3, 3], [1, 1, 1], {"begin": 5}, [3, 1, 3]),
        ("end-mask", [2, 1, 3], [0, 2, 0], [1, 1, 1], {"end": 5}, [2, 1, 2]),
        ("shrink", [1, 0, 2], [2, 3, 3], [1, 1, 1], {"shrinkAxis": 5}, [3]),
        ("shrink-negative", [-1, 0, 0], [0, 3, 5], [1, 1, 1], {"shrinkAxis": 1}, [3, 5]),
        ("short", [1], [3], [1], {}, [2, 3, 5]),
        ("ellipsis", [0, 1], [0, 4], [1, 2], {"ellipsis": 1}, [4, 3, 2]),
        ("ellipsis-between", [1, 0, 0], [3, 0, 2], [1, 1, 1], {"ellipsis": 2}, [2, 3, 2]),
        ("new-axis", [1, 0, 0], [3, 0, 2], [1, 1, 1], {"newAxis": 2}, [2, 1, 2, 5]),
        ("new-axis-first", [0, 1], [0, 3], [1, 1], {"newAxis": 1}, [1, 2, 3, 5]),
        ("ellipsis-shrink", [0, 2], [0, 3], [1, 1], {"ellipsis": 1, "shrinkAxis": 2}, [4, 3]),
    )
    for dtype in QUANT:
        for name, begin, end, step, bits, shape in cases:
            fields = {f"{mask}Mask": bits.get(mask, 0) for mask in masks}
            x = operand("strided_slice", f"{dtype}-{name}", dtype, [4, 3, 5])
            record("strided_slice", f"{dtype}-{name}", B.STRIDED_SLICE, "StridedSliceOptions", fields, fields, dtype, [x, index(begin), index(end), index(step)], shape)


def resizes():
    for dtype in ("int8", "float32"):
        for corners, half in ((False, False), (True, False), (False, True)):
            for name, size in (("up", [7, 9]), ("down", [2, 2]), ("double", [6, 10]), ("one", [1, 1])):
                slug = f"{dtype}-{name}" + "-corners" * corners + "-half" * half
                fields = {"alignCorners": corners, "halfPixelCenters": half}
                x = operand("resize_nearest_neighbor", slug, dtype, [2, 3, 5, 2])
                record("resize_nearest_neighbor", slug, B.RESIZE_NEAREST_NEIGHBOR, "ResizeNearestNeighborOptions", fields, fields, dtype, [x, index(size)], [2, *size, 2])


for part in (pads, concatenations, reshapes, squeezes, transposes, slices, resizes):
    part()

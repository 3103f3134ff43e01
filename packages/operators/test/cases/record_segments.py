"""Records LiteRT's operators on segments, places and bits: `python3 record_segments.py`. See record.py."""
import numpy as np
from ai_edge_litert import schema_py_generated as S
from record import OpResolverType, TYPES, attempt, generator, reals, run, save, tensor

B, O = S.BuiltinOperator, S.BuiltinOptions


def options(kind, **fields):
    result = getattr(S, kind + "T")()
    for name, value in fields.items():
        setattr(result, name, value)
    return getattr(O, kind), result


def data(op, slug, dtype, shape, low=-9, high=9):
    rng = generator(op, slug)
    values = reals(rng, shape, 3) if dtype == "float32" else rng.integers(max(low, 0) if dtype[0] == "u" else low, high, shape)
    return tensor(dtype, shape, data=np.array(values).astype(TYPES[dtype][1]))


def ints(values, dtype="int32", constant=True):
    values = np.array(values, TYPES[dtype][1])
    return tensor(dtype, values.shape, data=values, constant=constant)


def case(op, slug, code, kind, fields, attrs, inputs, output, version=1, **more):
    found, values = options(kind, **fields)
    save(op, slug, attrs, inputs, output, run(code, found, values, inputs, output, version, **more))


def segments():
    for dtype in ("float32", "int32"):
        # LiteRT has one kernel, which only its usual resolver registers.
        attempt(case, "segment_sum", dtype, B.SEGMENT_SUM, "SegmentSumOptions", {}, {}, [data("segment_sum", dtype, dtype, [6, 2, 3]), ints([0, 0, 1, 2, 2, 2])],
                tensor(dtype, [3, 2, 3]), resolver=OpResolverType.BUILTIN)
        attempt(case, "segment_sum", dtype + "-row", B.SEGMENT_SUM, "SegmentSumOptions", {}, {}, [data("segment_sum", dtype + "-row", dtype, [4]), ints([0, 1, 1, 2])],
                tensor(dtype, [3]), resolver=OpResolverType.BUILTIN)
        for name in ("sum", "prod", "min", "max"):
            op, kind = "unsorted_segment_" + name, "UnsortedSegment%sOptions" % name.capitalize()
            code = getattr(B, op.upper())
            for slug, shape, ids, count, constant in (("rows", [5, 3], [2, 0, -1, 2, 0], 4, True), ("row", [6], [1, 1, 0, 3, 3, 1], 5, False),
                                                      ("pairs", [2, 3, 2], [[0, 1, 0], [2, 2, 1]], 3, False)):
                attempt(case, op, f"{dtype}-{slug}", code, kind, {}, {}, [data(op, dtype + slug, dtype, shape), ints(ids, constant=constant), ints(count)],
                        tensor(dtype, [count, *shape[np.array(ids).ndim:]]))
    for name in ("sum", "prod"):
        op = "unsorted_segment_" + name
        attempt(case, op, "int32-wraps", getattr(B, op.upper()), "UnsortedSegment%sOptions" % name.capitalize(), {}, {},
                [ints([2**31 - 1, 2**30 + 12345, -2**31, 77777], constant=False), ints([0, 0, 1, 1]), ints(2)], tensor("int32", [2]))


def normalizations():
    for slug, shape, radius, bias, alpha, beta in (("image", [1, 2, 3, 7], 2, 1.0, 0.5, 0.75), ("narrow", [2, 1, 2, 3], 5, 0.5, 0.1, 0.5), ("one", [1, 2, 2, 4], 1, 2.0, 0.3, 1.5),
                                                   ("none", [1, 1, 2, 4], 0, 2.0, 0.3, 1.5)):
        fields = {"radius": radius, "bias": bias, "alpha": alpha, "beta": beta}
        attempt(case, "local_response_normalization", slug, B.LOCAL_RESPONSE_NORMALIZATION, "LocalResponseNormalizationOptions", fields, fields,
                [data("local_response_normalization", slug, "float32", shape)], tensor("float32", shape))


def buckets():
    for dtype in ("float32", "int32", "int64"):
        for slug, boundaries in (("four", [-3.0, 0.0, 1.5, 4.0]), ("one", [0.5]), ("equal", [1.0, 1.0, 3.0])):
            attempt(case, "bucketize", f"{dtype}-{slug}", B.BUCKETIZE, "BucketizeOptions", {"boundaries": boundaries}, {"boundaries": boundaries},
                    [data("bucketize", dtype + slug, dtype, [3, 5])], tensor("int32", [3, 5]))


def bits():
    for source, shape, target, result in (("int32", [2, 3], "float32", [2, 3]), ("float32", [3], "int32", [3]), ("int32", [2, 3], "int8", [2, 3, 4]), ("uint8", [3, 2], "int16", [3]),
                                          ("int8", [5], "uint8", [5]), ("int64", [2, 2], "int16", [2, 2, 4]), ("int16", [2, 4], "int64", [2])):
        attempt(case, "bitcast", f"{source}-{target}", B.BITCAST, "BitcastOptions", {}, {"outType": target}, [data("bitcast", source + target, source, shape)], tensor(target, result))


def dense():
    for dtype in ("float32", "int8", "uint8", "int32", "int64"):
        for index in ("int32", "int64"):
            slug = f"{dtype}-{index}"
            for name, indices, shape, count in (("pairs", [[0, 2], [1, 0], [2, 3]], [3, 4], [3]), ("row", [4, 1], [6], [2]), ("scalar", 3, [5], []), ("one-value", [[0, 0, 1], [1, 2, 0]], [2, 3, 2], [])):
                fields = {"validateIndices": False}
                attempt(case, "sparse_to_dense", f"{slug}-{name}", B.SPARSE_TO_DENSE, "SparseToDenseOptions", fields, fields,
                        [ints(indices, index), ints(shape, index), data("sparse_to_dense", slug + name, dtype, count), data("sparse_to_dense", slug + "d", dtype, [])], tensor(dtype, shape), 3)


if __name__ == "__main__":
    segments()
    normalizations()
    buckets()
    bits()
    dense()

"""Records LiteRT's operators whose results are as large as the data decide: `python3 record_counted.py`. See record.py.

tinyml's results have room for the most there can be: zeros fill them, and the number of elements follows.
"""
import numpy as np
from ai_edge_litert import schema_py_generated as S
from record import TYPES, attempt, generator, run, save, tensor

B, O = S.BuiltinOperator, S.BuiltinOptions


def filled(values, length):
    return np.concatenate([values, np.zeros([length - len(values), *values.shape[1:]], values.dtype)])


def sample(op, slug, dtype, shape, high):
    values = generator(op, slug).integers(0, high, shape)
    return tensor(dtype, shape, data=(values - (0 if dtype in ("uint8", "bool") else 1)).astype(TYPES[dtype][1]))


def where(slug, dtype, shape, high=3):
    x = sample("where", slug, dtype, shape, high)
    found = run(B.WHERE, O.WhereOptions, S.WhereOptionsT(), [x], tensor("int64", [1, len(shape)]), 1)
    save("where", slug, {}, [x], [tensor("int64", [int(np.prod(shape)), len(shape)]), tensor("int32", [])],
         [filled(found, int(np.prod(shape))), np.array(len(found), np.int32)])


def unique(slug, dtype, size, places="int32", high=9):
    x = sample("unique", slug, dtype, [size], high)
    options = S.UniqueOptionsT()
    options.idxOutType = TYPES[places][0]
    elements, at = run(B.UNIQUE, O.UniqueOptions, options, [x], [tensor(dtype, [1]), tensor(places, [size])], 1)
    save("unique", slug, {"idxOutType": places}, [x], [tensor(dtype, [size]), tensor(places, [size]), tensor("int32", [])],
         [filled(elements, size), at, np.array(len(elements), np.int32)])


if __name__ == "__main__":
    for dtype in ("bool", "float32", "int8", "uint8", "int32", "int64"):
        for shape in ([7], [3, 4], [2, 1, 3, 2], [2, 2, 1, 2, 1, 3]):
            attempt(where, f"{dtype}-{len(shape)}d", dtype, shape, 2 if dtype == "bool" else 3)
    for dtype in ("float32", "int8", "uint8", "int16", "int32", "int64"):
        for places in ("int32", "int64"):
            attempt(unique, f"{dtype}-{places}", dtype, 20, places)
    attempt(unique, "int8-all", "int8", 12, "int32", 200)
    attempt(unique, "int8-one", "int8", 1)

"""Writes models with sparse constants, with what LiteRT's reference kernels answer: `python3 generate_sparse.py`."""
import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as S
from generate import TYPES, save, tensor_table

B, O = S.BuiltinOperator, S.BuiltinOptions
VECTORS = {32: (S.SparseIndexVector.Int32Vector, S.Int32VectorT), 16: (S.SparseIndexVector.Uint16Vector, S.Uint16VectorT), 8: (S.SparseIndexVector.Uint8Vector, S.Uint8VectorT)}


def vector(bits, values):
    kind, table = VECTORS[bits]
    result = table()
    result.values = np.array(values, {32: np.int32, 16: np.uint16, 8: np.uint8}[bits])
    return kind, result


def level(size=None, segments=None, indices=None, bits=32):
    metadata = S.DimensionMetadataT()
    if size is not None:
        metadata.format, metadata.denseSize = S.DimensionType.DENSE, size
        return metadata
    metadata.format = S.DimensionType.SPARSE_CSR
    metadata.arraySegmentsType, metadata.arraySegments = vector(bits, segments)
    metadata.arrayIndicesType, metadata.arrayIndices = vector(bits, indices)
    return metadata


def compressed(dense, order, blocks, bits):
    """Values and levels: the first level dense, the second compressed, those of the blocks dense. `blocks`: axis -> size."""
    rows, columns = dense.shape
    r, c = blocks.get(0, 1), blocks.get(1, 1)
    tiles = dense.reshape(rows // r, r, columns // c, c).transpose(0, 2, 1, 3)
    if order[0] == 1:
        tiles = tiles.transpose(1, 0, 2, 3)
    segments, indices, values = [0], [], []
    for line in tiles:
        for at, tile in enumerate(line):
            if tile.any():
                indices.append(at)
                values.append(tile.ravel())
        segments.append(len(indices))
    levels = [level(size=len(tiles)), level(segments=segments, indices=indices, bits=bits)] + [level(size=blocks[axis]) for axis in sorted(blocks)]
    return np.concatenate(values), levels


def model(slug, dense, order=(0, 1), blocks={}, bits=32):
    """y = x + DENSIFY(sparse)"""
    dtype = str(dense.dtype)
    values, levels = compressed(dense, order, blocks, bits)
    m, graph = S.ModelT(), S.SubGraphT()
    m.version, m.buffers, m.subgraphs, m.operatorCodes = 3, [S.BufferT()], [graph], []
    quant = None
    graph.tensors = [tensor_table(m, "x", dtype, dense.shape, None, quant), tensor_table(m, "sparse", dtype, dense.shape, values, quant),
                     tensor_table(m, "dense", dtype, dense.shape, None, quant), tensor_table(m, "y", dtype, dense.shape, None, quant)]
    sparsity = S.SparsityParametersT()
    sparsity.traversalOrder = np.array([*order, *range(2, 2 + len(blocks))], np.int32)
    if blocks:
        sparsity.blockMap = np.array(sorted(blocks), np.int32)
    sparsity.dimMetadata = levels
    graph.tensors[1].sparsity = sparsity
    graph.operators = []
    for code, kind, table, operands, result in ((B.DENSIFY, O.DensifyOptions, S.DensifyOptionsT(), [1], 2), (B.ADD, O.AddOptions, S.AddOptionsT(), [0, 2], 3)):
        entry, operator = S.OperatorCodeT(), S.OperatorT()
        entry.builtinCode, entry.deprecatedBuiltinCode, entry.version = code, code, 1
        m.operatorCodes.append(entry)
        operator.opcodeIndex, operator.inputs, operator.outputs = len(m.operatorCodes) - 1, np.array(operands, np.int32), np.array([result], np.int32)
        operator.builtinOptionsType, operator.builtinOptions = kind, table
        graph.operators.append(operator)
    graph.inputs, graph.outputs = np.array([0], np.int32), np.array([3], np.int32)
    builder = flatbuffers.Builder(1024)
    builder.Finish(m.Pack(builder), b"TFL3")
    save(slug, bytes(builder.Output()))


rng = np.random.default_rng(5)


def drawn(shape, tile=(1, 1)):
    kept = np.kron(rng.random((shape[0] // tile[0], shape[1] // tile[1])) < 0.4, np.ones(tile))
    return (rng.integers(1, 90, shape) / 8 * kept).astype(np.float32)


model("sparse-rows", drawn((4, 6)))
model("sparse-columns", drawn((4, 6)), order=(1, 0), bits=16)
model("sparse-blocks", drawn((4, 8), (1, 4)), blocks={1: 4}, bits=8)
model("sparse-tiles", drawn((6, 8), (2, 4)), blocks={0: 2, 1: 4}, bits=16)

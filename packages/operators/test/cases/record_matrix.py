"""Records LiteRT's reference kernels of matrix products and resized images: `python3 record_matrix.py`. See record.py."""
import numpy as np
from ai_edge_litert import schema_py_generated as S
from record import generator, tensor
from record_selection import case, index, operand, result, values

CASES = (("plain", [2, 3, 4], [2, 4, 5], False, False), ("transposed", [4, 3], [5, 4], True, True), ("broadcast", [2, 1, 3, 4], [5, 4, 2], False, False), ("right", [3, 4], [2, 5, 4], False, True))
TYPES = (("float32", "float32", "float32"), ("int8", "int8", "int8"), ("int8", "int8", "int32"), ("int16", "int16", "int16"), ("int16", "int8", "int16"))


def products():
    for name, xshape, yshape, adj_x, adj_y in CASES:
        rows = xshape[-1] if adj_x else xshape[-2]
        columns = yshape[-2] if adj_y else yshape[-1]
        shape = [*np.broadcast_shapes(xshape[:-2], yshape[:-2]), rows, columns]
        fields = {"adjX": adj_x, "adjY": adj_y}
        for tx, ty, tz in TYPES:
            slug = f"{tx}-{ty}-{tz}-{name}"
            y_quant = (0.02, 0) if tx == "int16" and ty == "int8" else None
            x = operand("batch_matmul", slug, tx, xshape, "x")
            y = operand("batch_matmul", slug, ty, yshape, "y", y_quant)
            z = result(tz, shape, {"int8": (0.9, 7), "int16": (0.003 if ty == "int16" else 0.01, 0)}.get(tz))
            case("batch_matmul", slug, "BatchMatMulOptions", fields, fields, [x, y], z, version=4)
        slug = f"float32-int8-{name}"
        y = tensor("int8", yshape, 0.02, 0, data=values(generator("batch_matmul", slug), "int8", yshape), constant=True)
        for asymmetric in (False, True):
            more = {**fields, "asymmetricQuantizeInputs": asymmetric}
            case("batch_matmul", slug + "-asymmetric" * asymmetric, "BatchMatMulOptions", more, more, [operand("batch_matmul", slug, "float32", xshape, "x"), y], result("float32", shape), version=4)
            scales = [0.01 + 0.003 * i for i in range(columns)]
            axis = len(yshape) - (2 if adj_y else 1)
            y_each = tensor("int8", yshape, scales, 0, axis, data=y["data"], constant=True)
            case("batch_matmul", slug + "-columns" + "-asymmetric" * asymmetric, "BatchMatMulOptions", more, more, [operand("batch_matmul", slug, "float32", xshape, "x"), y_each], result("float32", shape), version=4)
        for tx, tz in (("int8", (0.9, 7)), ("int16", (0.01, 0))):
            # LiteRT takes scales of columns for none, and gives the zero point alone.
            slug = f"{tx}-int8-{tx}-{name}-columns"
            case("batch_matmul", slug, "BatchMatMulOptions", fields, fields, [operand("batch_matmul", slug, tx, xshape, "x"), y_each], result(tx, shape, tz), version=4)


def resizes():
    for dtype in ("float32", "int8", "uint8", "int16"):
        for corners, half in ((False, False), (True, False), (False, True)):
            for name, size in (("up", [7, 9]), ("down", [2, 2]), ("double", [6, 10]), ("one", [1, 1])):
                slug = f"{dtype}-{name}" + "-corners" * corners + "-half" * half
                fields = {"alignCorners": corners, "halfPixelCenters": half}
                case("resize_bilinear", slug, "ResizeBilinearOptions", fields, fields, [operand("resize_bilinear", slug, dtype, [2, 3, 5, 2]), index(size)], result(dtype, [2, *size, 2]), version=3)


if __name__ == "__main__":
    products()
    resizes()

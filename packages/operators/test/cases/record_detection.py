"""Records LiteRT's kernels that choose boxes: `python3 record_detection.py`. See record.py."""
import sys
import numpy as np
from flatbuffers import flexbuffers
from ai_edge_litert import schema_py_generated as S
from record import CUSTOM, attempt, generator, reals, run, save, tensor

NAMES = {"max_detections": "maxDetections", "max_classes_per_detection": "maxClassesPerDetection",
         "detections_per_class": "detectionsPerClass", "use_regular_nms": "useRegularNms",
         "nms_score_threshold": "nmsScoreThreshold", "nms_iou_threshold": "nmsIouThreshold", "num_classes": "numClasses",
         "y_scale": "yScale", "x_scale": "xScale", "h_scale": "hScale", "w_scale": "wScale"}


def stored(values, dtype):
    """The values as integers that span their range."""
    if dtype == "float32":
        return tensor(dtype, values.shape, data=values)
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    scale = float(np.float32((high - low) / 255))
    first = 0 if dtype == "uint8" else -128
    zero = int(round(first - low / scale))
    data = np.clip(np.round(values / scale) + zero, first, first + 255).astype(np.dtype(dtype))
    return tensor(dtype, values.shape, scale, zero, data=data)


def postprocess(slug, dtype="float32", boxes=24, classes=3, background=1, coordinates=4, tied=False, **options):
    rng = generator("detection_postprocess", slug)
    settings = {"max_detections": 6, "max_classes_per_detection": 1, "detections_per_class": 100, "use_regular_nms": False,
                "nms_score_threshold": 0.3, "nms_iou_threshold": 0.5, "num_classes": classes,
                "y_scale": 10.0, "x_scale": 10.0, "h_scale": 5.0, "w_scale": 5.0, **options}
    centres = rng.uniform(0.1, 0.9, (boxes, 2))
    anchors = np.round(np.concatenate([centres, rng.uniform(0.2, 0.5, (boxes, 2))], 1), 3).astype(np.float32)
    encodings = reals(rng, [1, boxes, coordinates], 1.0)
    scores = np.round(rng.uniform(0, 1, (1, boxes, classes + background)), 1 if tied else 3).astype(np.float32)
    inputs = [stored(encodings, dtype), stored(scores, dtype), stored(anchors, dtype)]
    inputs[2]["constant"] = True
    count = settings["max_detections"] * settings["max_classes_per_detection"]
    output = [tensor("float32", shape) for shape in ([1, count, 4], [1, count], [1, count], [1])]
    packed = flexbuffers.Dumps({key: value for key, value in settings.items() if value is not None})
    result = [np.array(y) for y in run(CUSTOM, None, packed, inputs, output, 1, custom="TFLite_Detection_PostProcess")]
    # Beyond the detections, and the classes that there are, LiteRT leaves what its memory has.
    most = 1 if settings["use_regular_nms"] else settings["max_classes_per_detection"]
    for y in result[:3]:
        for i in range(count):
            if i >= int(result[3][0]) * most or i % most >= classes:
                y[:, i] = 0
    save("detection_postprocess", slug, {NAMES[key]: value for key, value in settings.items() if value is not None}, inputs, output, result)


def postprocesses():
    # LiteRT refuses int8.
    for name, dtype in (("plain", "float32"), ("asymmetric", "uint8")):
        attempt(postprocess, name + "-fast", dtype)
        attempt(postprocess, name + "-regular", dtype, use_regular_nms=True)
        attempt(postprocess, name + "-few", dtype, nms_score_threshold=0.9)
    for regular in (False, True):
        kind = "regular" if regular else "fast"
        attempt(postprocess, kind + "-classes", max_classes_per_detection=2, use_regular_nms=regular)
        attempt(postprocess, kind + "-more-classes-than-there-are", max_classes_per_detection=4, classes=2, use_regular_nms=regular)
        attempt(postprocess, kind + "-no-background", background=0, use_regular_nms=regular)
        attempt(postprocess, kind + "-keypoints", coordinates=6, use_regular_nms=regular)
        attempt(postprocess, kind + "-ties", tied=True, boxes=40, nms_iou_threshold=0.3, use_regular_nms=regular)
        attempt(postprocess, kind + "-none", nms_score_threshold=1.5, use_regular_nms=regular)
        attempt(postprocess, kind + "-two-a-class", detections_per_class=2, max_detections=10, use_regular_nms=regular)
        attempt(postprocess, kind + "-all", max_detections=40, nms_iou_threshold=1.0, nms_score_threshold=0.0, use_regular_nms=regular)


def suppression(op, slug, boxes=20, most=8, iou=0.4, threshold=0.2, sigma=None, tied=False, flat=False, constant=True):
    rng = generator(op, slug)
    centres, halves = rng.uniform(0.1, 0.9, (boxes, 2)), rng.uniform(0.1, 0.3, (boxes, 2))
    corners = np.round(np.concatenate([centres - halves, centres + halves], 1), 3).astype(np.float32)
    corners[::3] = corners[::3][:, [2, 1, 0, 3]]
    if flat:
        corners[:, 2] = corners[:, 0]
    scores = np.round(rng.uniform(0, 1, boxes), 1 if tied else 3).astype(np.float32)

    def scalar(dtype, value):
        return tensor(dtype, [], data=np.array(value, dtype), constant=True)

    inputs = [tensor("float32", [boxes, 4], data=corners), tensor("float32", [boxes], data=scores), scalar("int32", most),
              tensor("float32", [], data=np.array(iou, np.float32), constant=constant),
              tensor("float32", [], data=np.array(threshold, np.float32), constant=constant)]
    output = [tensor("int32", [most]), tensor("int32", [])]
    if sigma is not None:
        inputs.append(tensor("float32", [], data=np.array(sigma, np.float32), constant=constant))
        output.insert(1, tensor("float32", [most]))
    kind = "NonMaxSuppressionV%dOptions" % (4 if sigma is None else 5)
    code = S.BuiltinOperator.NON_MAX_SUPPRESSION_V4 if sigma is None else S.BuiltinOperator.NON_MAX_SUPPRESSION_V5
    options = getattr(S, kind + "T")()
    result = [np.array(y) for y in run(code, getattr(S.BuiltinOptions, kind), options, inputs, output, 1)]
    save(op, slug, {}, inputs, output, result)


def suppressions():
    for op, sigma in (("non_max_suppression_v4", None), ("non_max_suppression_v5", 0.0)):
        attempt(suppression, op, "plain", sigma=sigma)
        attempt(suppression, op, "many", boxes=60, most=30, iou=0.7, threshold=0.0, sigma=sigma)
        attempt(suppression, op, "ties", boxes=60, most=30, iou=0.7, threshold=0.0, tied=True, sigma=sigma)
        attempt(suppression, op, "few", threshold=0.9, sigma=sigma)
        attempt(suppression, op, "none", threshold=2.0, sigma=sigma)
        attempt(suppression, op, "flat", flat=True, sigma=sigma)
        attempt(suppression, op, "all-overlaps", iou=1.0, sigma=sigma, most=20)
        attempt(suppression, op, "no-overlap", iou=0.0, sigma=sigma)
        attempt(suppression, op, "computed", sigma=sigma, constant=False)
    for sigma in (0.1, 0.5, 2.0):
        attempt(suppression, "non_max_suppression_v5", "soft-%g" % sigma, sigma=sigma, boxes=40, most=20, iou=0.8)
    attempt(suppression, "non_max_suppression_v5", "soft-ties", sigma=0.5, boxes=40, most=20, tied=True, iou=0.8, threshold=0.3)


if __name__ == "__main__":
    postprocesses()
    suppressions()

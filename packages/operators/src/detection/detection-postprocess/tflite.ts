import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = {
  max_detections: 'int',
  max_classes_per_detection: 'int',
  detections_per_class: 'int',
  use_regular_nms: 'bool',
  nms_score_threshold: 'float',
  nms_iou_threshold: 'float',
  num_classes: 'int',
  y_scale: 'float',
  x_scale: 'float',
  h_scale: 'float',
  w_scale: 'float',
} as const;

/** Of a file that does not say how many. */
const usualDetectionsPerClass = 100;

const form: TfliteCustom<'detection_postprocess', typeof map> = {
  custom: 'TFLite_Detection_PostProcess',
  map,
  inputs: [3, 3],
  outputs: [4, 4],
  read: (options) => ({
    maxDetections: options.max_detections,
    maxClassesPerDetection: options.max_classes_per_detection,
    detectionsPerClass: options.detections_per_class === 0 ? usualDetectionsPerClass : options.detections_per_class,
    useRegularNms: options.use_regular_nms,
    nmsScoreThreshold: options.nms_score_threshold,
    nmsIouThreshold: options.nms_iou_threshold,
    numClasses: options.num_classes,
    yScale: options.y_scale,
    xScale: options.x_scale,
    hScale: options.h_scale,
    wScale: options.w_scale,
  }),
  write: (attrs) => ({
    max_detections: attrs.maxDetections,
    max_classes_per_detection: attrs.maxClassesPerDetection,
    detections_per_class: attrs.detectionsPerClass,
    use_regular_nms: attrs.useRegularNms,
    nms_score_threshold: attrs.nmsScoreThreshold,
    nms_iou_threshold: attrs.nmsIouThreshold,
    num_classes: attrs.numClasses,
    y_scale: attrs.yScale,
    x_scale: attrs.xScale,
    h_scale: attrs.hScale,
    w_scale: attrs.wScale,
  }),
};

export const tflite: TfliteEntry = { forms: [form] };

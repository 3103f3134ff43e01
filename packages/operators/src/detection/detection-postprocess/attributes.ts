import type { OptionsOf } from '@tinyml/core';

const scale = (of: string) =>
  ({ type: 'number', exclusiveMinimum: 0, description: `by which the ${of} of encoded boxes is divided` }) as const;

export const attributes = {
  type: 'object',
  additionalProperties: false,
  required: [
    'maxDetections',
    'maxClassesPerDetection',
    'detectionsPerClass',
    'useRegularNms',
    'nmsScoreThreshold',
    'nmsIouThreshold',
    'numClasses',
    'yScale',
    'xScale',
    'hScale',
    'wScale',
  ],
  properties: {
    maxDetections: { type: 'integer', minimum: 1, description: 'detections that there is memory for' },
    maxClassesPerDetection: {
      type: 'integer',
      minimum: 1,
      description: 'classes that are told of each, if not regular',
    },
    detectionsPerClass: { type: 'integer', minimum: 1, description: 'most detections of one class, if regular' },
    useRegularNms: { type: 'boolean', description: 'boxes are chosen class by class, not by their greatest score' },
    nmsScoreThreshold: { type: 'number', description: 'least score of a detection' },
    nmsIouThreshold: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      description: 'intersection over union beyond which a box gives way to one with a greater score',
    },
    numClasses: { type: 'integer', minimum: 1, description: 'classes, without the background' },
    yScale: scale('centre y'),
    xScale: scale('centre x'),
    hScale: scale('height'),
    wScale: scale('width'),
  },
} as const;

export type DetectionAttributes = OptionsOf<typeof attributes>;

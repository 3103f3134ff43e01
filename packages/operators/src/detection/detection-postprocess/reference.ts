import { boxOverlap } from '../box-overlap.ts';
import type { DetectionAttributes } from './attributes.ts';

/** Operands as real numbers: boxes [n, coordinates], scores [n, classes, one more before them or not], anchors [n, 4]. */
export interface Candidates {
  readonly encodings: Float32Array;
  readonly scores: Float32Array;
  readonly anchors: Float32Array;
}

/** Centre, height and width, in units of the anchor's, as two corners: [n, 4] as y, x, y, x. */
const decoded = ({ encodings, anchors }: Candidates, attrs: DetectionAttributes): Float32Array => {
  const boxes = new Float32Array(anchors.length);
  const coordinates = (4 * encodings.length) / anchors.length;
  const scales = [attrs.yScale, attrs.xScale, attrs.hScale, attrs.wScale].map(Math.fround) as [number, number, number, number]; // prettier-ignore
  for (let i = 0; 4 * i < boxes.length; i++)
    for (const axis of [0, 1] as const) {
      const extent = anchors[4 * i + 2 + axis] as number;
      const centre = ((encodings[coordinates * i + axis] as number) / scales[axis]) * extent;
      const middle = Math.fround(centre + (anchors[4 * i + axis] as number));
      const half = Math.fround(
        0.5 * Math.exp((encodings[coordinates * i + 2 + axis] as number) / scales[axis === 0 ? 2 : 3]) * extent,
      );
      boxes[4 * i + axis] = middle - half;
      boxes[4 * i + 2 + axis] = middle + half;
    }
  return boxes;
};

/** Boxes in falling order of their scores, without those that overlap one before them. */
const suppressed = (
  boxes: Float32Array,
  scores: readonly number[],
  most: number,
  attrs: DetectionAttributes,
): readonly number[] => {
  const threshold = Math.fround(attrs.nmsScoreThreshold);
  const candidates = falling(scores).filter((i) => (scores[i] as number) >= threshold);
  const chosen: number[] = [];
  for (const i of candidates) {
    if (chosen.length === most) break;
    if (!chosen.some((j) => boxOverlap(boxes, j, i) > Math.fround(attrs.nmsIouThreshold))) chosen.push(i);
  }
  return chosen;
};

/** Positions of the values in falling order, of equal ones the first first. */
const falling = (values: readonly number[]): readonly number[] =>
  values.map((_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);

interface Detection {
  readonly box: number;
  readonly label: number;
  readonly score: number;
}

/**
 * What TFLite_Detection_PostProcess gives: boxes [1, n, 4], classes and scores [1, n], and how many detections there are,
 * for n = maxDetections · maxClassesPerDetection; zeros where there is no detection.
 */
export const detections = (candidates: Candidates, attrs: DetectionAttributes): readonly Float32Array[] => {
  const { maxDetections, maxClassesPerDetection, numClasses, useRegularNms } = attrs;
  const boxes = decoded(candidates, attrs);
  const count = boxes.length / 4;
  const columns = candidates.scores.length / count;
  const scoresOf = (i: number): readonly number[] =>
    Array.from(candidates.scores.subarray(i * columns + columns - numClasses, (i + 1) * columns));
  const all = Array.from({ length: count }, (_, i) => scoresOf(i));
  const length = maxDetections * maxClassesPerDetection;
  const results = [4, 1, 1].map((size) => new Float32Array(size * length));
  const put = (at: number, { box, label, score }: Detection): void => {
    results[0]?.set(boxes.subarray(4 * box, 4 * box + 4), 4 * at);
    results[1]?.fill(label, at, at + 1);
    results[2]?.fill(score, at, at + 1);
  };
  if (useRegularNms) {
    const found = Array.from({ length: numClasses }, (_, label) => {
      const scores = all.map((row) => row[label] as number);
      return suppressed(boxes, scores, Math.min(attrs.detectionsPerClass, maxDetections), attrs).map(
        (box): Detection => ({ box, label, score: scores[box] as number }),
      );
    }).flat();
    const kept = falling(found.map(({ score }) => score)).slice(0, maxDetections);
    kept.forEach((i, at) => {
      put(at, found[i] as Detection);
    });
    return [...results, Float32Array.of(kept.length)];
  }
  const best = all.map((row) => Math.max(...row));
  const chosen = suppressed(boxes, best, maxDetections, attrs);
  chosen.forEach((box, i) => {
    const row = all[box] as readonly number[];
    falling(row)
      .slice(0, maxClassesPerDetection)
      .forEach((label, k) => {
        put(i * maxClassesPerDetection + k, { box, label, score: row[label] as number });
      });
  });
  return [...results, Float32Array.of(chosen.length)];
};

import {
  constantOf,
  consumers,
  elementCount,
  producer,
  traitsOf,
  valueOf,
  type Diagnostic,
  type Graph,
  type ValueId,
} from '@tinyml/core';
import { calibrationTooLoud, calibrationUnlikeTraining, scaledTwice } from '../diagnostics/data-range.ts';
import type { Range } from './affine.ts';
import type { RuleContext } from './intents.ts';
import { ruleOf } from './quantize-slot.ts';

const magnitude = ([min, max]: Range): number => Math.max(Math.abs(min), Math.abs(max));

/** Training and calibration see other samples, but not of another order. */
const otherOrder = 4;
/** What the scaling of a model leaves of its inputs is about 1. */
const least = 1 / 32;
/** A network trained on bytes has logits of ten to some hundred, one of 0 … 1 that is given bytes thousands. */
const [loudInput, loudLogits] = [16, 1000];

/** The factor that the model itself multiplies an input by, first of all; undefined: none. */
const ownScale = (graph: Graph, { constants, operators }: RuleContext, input: ValueId): number | undefined => {
  const [node, ...others] = consumers(graph, input);
  if (node === undefined || traitsOf(operators, node.op).arithmetic !== 'mul' || others.length > 0) return undefined;
  const other = node.inputs.find((id) => id !== input);
  const data = other == null ? undefined : constantOf(graph, constants, other)?.data;
  return data instanceof Float32Array ? Math.max(...data.map(Math.abs)) : undefined;
};

/** Gives shares or probabilities: results between 0 and 1, whatever it is given. */
const squashes = (op: string, { operators }: RuleContext): boolean => {
  const [least, below] = ruleOf(operators, op)?.resultRange ?? [];
  return least === 0 && below === 1;
};

/**
 * The greatest magnitude that goes into a softmax or logistic which gives an output. The last dense layer's own results,
 * where there is none, are taken for logits only of images: other models may well compute great numbers.
 */
const greatestLogit = (
  graph: Graph,
  context: RuleContext,
  ranges: ReadonlyMap<ValueId, Range>,
  ofImages: boolean,
): number =>
  Math.max(
    0,
    ...graph.outputs.map((output) => {
      const node = producer(graph, output);
      if (node === undefined) return 0;
      const { weighted } = traitsOf(context.operators, node.op);
      const isDense = weighted?.dense === true && elementCount(valueOf(graph, output).type.shape) > 1;
      const logits = squashes(node.op, context) ? node.inputs[0] : isDense && ofImages ? output : undefined;
      const range = logits == null ? undefined : ranges.get(logits);
      return range === undefined ? 0 : magnitude(range);
    }),
  );

/** Pixels as they lie in files. */
const areBytes = ([min, max]: Range): boolean => min >= 0 && max > 64 && max <= 255;

/**
 * Inputs whose calibration samples cannot be what the model was trained on. `ranges`: least and greatest value of each
 * tensor on the samples; `trained`: ranges that training left.
 */
export const calibrationProblems = (
  graph: Graph,
  context: RuleContext,
  ranges: ReadonlyMap<ValueId, Range>,
  trained: ReadonlyMap<ValueId, Range>,
): readonly Diagnostic[] => {
  return graph.inputs.flatMap((input): readonly Diagnostic[] => {
    const range = ranges.get(input);
    if (range === undefined || magnitude(range) === 0) return [];
    const seen = trained.get(input);
    const ratio = seen === undefined || magnitude(seen) === 0 ? 1 : magnitude(range) / magnitude(seen);
    if (seen !== undefined && (ratio > otherOrder || ratio < 1 / otherOrder))
      return [calibrationUnlikeTraining(input, range, seen)];
    const factor = ownScale(graph, context, input);
    if (factor !== undefined && factor < least)
      return magnitude(range) * factor < least ? [scaledTwice(input, range, factor)] : [];
    if (magnitude(range) < loudInput) return [];
    const logits = greatestLogit(graph, context, ranges, areBytes(range));
    return logits > loudLogits ? [calibrationTooLoud(input, range, logits)] : [];
  });
};

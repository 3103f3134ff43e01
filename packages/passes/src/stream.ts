import {
  definePass,
  dropUnusedValues,
  graphMacs,
  keepOutputNames,
  TinymlError,
  valueOf,
  type Graph,
  type ValueId,
} from '@tinyml/core';
import { hopMisfit, noTimeAxis, nothingToStream } from './diagnostics/streaming.ts';
import { withBeginning } from './streaming/beginning.ts';
import { demandOf } from './streaming/demand.ts';
import { streamedGraph } from './streaming/streamed-graph.ts';
import { timelineOf } from './streaming/timeline.ts';

const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    input: { type: 'string', description: 'the input that goes along time; default: the first' },
    axis: {
      type: 'integer',
      minimum: 1,
      maximum: 8,
      description: 'its time axis; default: the longest between batch and channels',
    },
    hop: { type: 'integer', minimum: 1, default: 1, description: 'new frames that an inference takes' },
    padding: {
      type: 'string',
      enum: ['exact', 'causal'],
      default: 'exact',
      description:
        'exact: rows that see padding in time are computed anew, outputs are those of the window; causal: earlier frames take the place of padding, which changes outputs',
    },
    outputs: {
      type: 'string',
      enum: ['window', 'new'],
      default: 'window',
      description: 'outputs along time: of the whole window, or only as many of its last rows as are new',
    },
  },
} as const;

const inputOf = (graph: Graph, name: string | undefined): ValueId => {
  const id = name === undefined ? graph.inputs[0] : graph.inputs.find((one) => one === name);
  if (id !== undefined) return id;
  throw new TinymlError(
    noTimeAxis(
      `the model has no input ${name ?? ''}`,
      `its inputs: ${graph.inputs.map((one) => `\`${one}\``).join(', ')}`,
    ),
  );
};

/** The longest axis between batch and channels, the first of several; of a tensor of two axes the last. */
const axisOf = (shape: readonly number[], wanted: number | undefined): number => {
  const between = shape.slice(1, Math.max(2, shape.length - 1));
  const axis = wanted ?? 1 + between.indexOf(Math.max(...between));
  if (shape[axis] === undefined)
    throw new TinymlError(
      noTimeAxis(`an input of shape [${shape.join(', ')}] has no axis ${String(axis)} for time`, 'axis 0 is the batch'),
    );
  return axis;
};

const count = (n: number): string => n.toLocaleString('en-US');

/**
 * Before: a network on a window of frames. After: one that takes the frames that are new and keeps rows of its layers from one
 * inference to the next. Rows that see padding in time depend on where the window ends: they are computed anew.
 */
export const stream = definePass({
  name: 'stream',
  version: 1,
  kind: 'workload',
  summary: 'take only the new frames of a window over time, and keep what was computed of the others',
  options,
  requires: ['static-shapes'],
  establishes: ['streams'],
  preserves: 'bits',
  preservesWith: (chosen) => (chosen.padding === 'causal' ? 'none' : 'bits'),
  changesCalls: true,
  run(graph, { constants, operators, options: chosen, report }) {
    const { hop, padding } = chosen;
    const causal = padding === 'causal';
    if ((graph.state ?? []).length > 0) {
      report(nothingToStream(graph.name, 'keeps state already'));
      return graph;
    }
    const input = inputOf(graph, chosen.input);
    const { quant, shape } = valueOf(graph, input).type;
    const axis = axisOf(shape, chosen.axis);
    if (quant?.axis === axis)
      throw new TinymlError(
        noTimeAxis(`axis ${String(axis)} of ${input} has a scale for each element, so it is no time`, 'name another'),
      );
    const frames = shape[axis] as number;
    if (hop > frames)
      throw new TinymlError(
        noTimeAxis(`a window of ${String(frames)} frames has no ${String(hop)} new ones`, 'lower `hop`'),
      );
    const timeline = timelineOf(graph, { axis, causal, constants, frames, input, operators });
    const demand = demandOf(graph, timeline, { hop, input, newRowsOnly: chosen.outputs === 'new' });
    const [misfit] = demand.misfits.toSorted((a, b) => a.stride - b.stride);
    if (misfit !== undefined) throw new TinymlError(hopMisfit(misfit.value, misfit.stride, hop));
    const streamed = streamedGraph(
      graph,
      timeline,
      demand,
      { hop, input, newRowsOnly: chosen.outputs === 'new' },
      constants,
    );
    const begun = withBeginning(streamed, { constants, operators });
    const result: Graph = { ...dropUnusedValues(keepOutputNames(graph, begun)), window: { input, axis, hop, frames } };
    const [before, after] = [graphMacs(graph, operators), graphMacs(result, operators)];
    return {
      graph: result,
      metrics: { hop, frames, macsBefore: before, macs: after },
      summary: `${count(hop)} of ${count(frames)} frames an inference, ${count(before)} → ${count(after)} MACs`,
    };
  },
});

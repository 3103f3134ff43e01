import { isWide, valueOf, type Graph, type Samples, type Tensor, type TensorType, type ValueId } from '@tinyml/core';
import { sampleIndices } from './calibrate.ts';
import { addToComparison, decibels, newComparison, type Comparison } from './signal-to-noise.ts';
import type { Trace } from './trace.ts';

export interface LayerError {
  readonly node: string;
  readonly op: string;
  /** The source model's own name. */
  readonly layer: string | null;
  readonly tensor: ValueId;
  readonly dtype: string;
  readonly scale: number | null;
  readonly zeroPoint: number | null;
  /** Against the float model; the errors of all layers before it included. null: exact, or always 0. */
  readonly sqnr: number | null;
  readonly largestError: number;
}

export interface ErrorReport {
  readonly schema: 'tinyml-quantization-error/1';
  readonly samples: number;
  readonly layers: readonly LayerError[];
}

export const realValues = (type: TensorType, data: Tensor['data']): ArrayLike<number> => {
  if (isWide(data)) return Float64Array.from(data as BigInt64Array, Number);
  const scale = type.quant?.scale[0];
  if (scale === undefined) return data;
  const zeroPoint = type.quant?.zeroPoint[0] ?? 0;
  return Float32Array.from(data, (value) => scale * (value - zeroPoint));
};

/** Runs both graphs on some samples and compares the results of each of the float graph's layers. */
export const compareLayers = (
  float: { readonly graph: Graph; readonly trace: Trace },
  quantized: { readonly graph: Graph; readonly trace: Trace },
  moved: ReadonlyMap<ValueId, ValueId>,
  samples: Samples,
  limit: number,
): ErrorReport => {
  const sums = new Map<ValueId, Comparison>();
  const indices = sampleIndices(float.graph, samples.count, limit);
  // Both begin anew: state goes on from sample to sample.
  float.trace.reset();
  quantized.trace.reset();
  for (const index of indices) {
    const inputs = samples.inputs(index);
    const expected = new Map<ValueId, Tensor>();
    float.trace(inputs, (id, tensor) => {
      const name = moved.get(id);
      if (name !== undefined && tensor.type.dtype === 'float32') expected.set(name, tensor);
    });
    quantized.trace(inputs, (id, tensor) => {
      const reference = expected.get(id);
      if (reference === undefined) return;
      const total = sums.get(id) ?? newComparison();
      sums.set(id, total);
      addToComparison(total, reference.data as Float32Array, realValues(tensor.type, tensor.data));
    });
  }
  const layers = float.graph.nodes.flatMap((node) =>
    node.outputs.flatMap((id): LayerError[] => {
      const name = moved.get(id);
      const total = name === undefined ? undefined : sums.get(name);
      if (name === undefined || total === undefined) return [];
      const { dtype, quant } = valueOf(quantized.graph, name).type;
      return [
        {
          node: node.id,
          op: node.op,
          layer: node.source?.name ?? null,
          tensor: id,
          dtype,
          scale: quant?.scale[0] ?? null,
          zeroPoint: quant?.zeroPoint[0] ?? null,
          sqnr: decibels(total),
          largestError: total.largest,
        },
      ];
    }),
  );
  return { schema: 'tinyml-quantization-error/1', samples: indices.length, layers };
};

const cell = (value: number | null, digits: number): string => (value === null ? '-' : value.toPrecision(digits));

/** The report as aligned columns. */
export const formatReport = (report: ErrorReport, mode: string): string => {
  const rows = [
    ['layer', 'operator', 'type', 'scale', 'zero point', 'SQNR dB', 'largest error'],
    ...report.layers.map((layer) => [
      layer.node,
      layer.op,
      layer.dtype,
      cell(layer.scale, 5),
      layer.zeroPoint === null ? '-' : String(layer.zeroPoint),
      layer.sqnr === null ? '-' : layer.sqnr.toFixed(1),
      layer.largestError.toPrecision(3),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((text, column) => (column < 3 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${mode} against float, ${String(report.samples)} samples; each layer with the errors of those before it\n\n${lines.join('\n')}\n`;
};

import { fromBytes, prepare, valueOf, type Tensor } from '@tinyml/core';
import { pytorchFormat } from '@tinyml/formats';
import { importModel, operators, type Imported } from '../keras-run.ts';

/** The graph of a .pt2 file, verified. */
export const importPt2 = (bytes: Uint8Array): Promise<Imported> => importModel(pytorchFormat, 'model.pt2', bytes);

/** All results for inputs as bytes. */
export const runBytes = ({ graph, constants }: Imported, inputs: readonly Uint8Array[]): readonly Tensor[] =>
  prepare(graph, { operators, constants }).run(
    graph.inputs.map((id, i) => {
      const { type } = valueOf(graph, id);
      return { type, data: fromBytes(type.dtype, inputs[i] ?? new Uint8Array()) };
    }),
  );

/** Greatest difference as a share of the greatest expected value; equal infinities do not differ. */
export const worstError = (actual: ArrayLike<number | bigint>, expected: ArrayLike<number | bigint>): number => {
  if (actual.length !== expected.length) return Infinity;
  const wanted = Array.from(expected, Number);
  const range = wanted.filter(Number.isFinite).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return wanted.reduce((worst, value, i) => {
    const got = Number(actual[i]);
    const error = Object.is(value, got) || value === got ? 0 : Math.abs(value - got) / range;
    return Math.max(worst, Number.isNaN(error) ? Infinity : error);
  }, 0);
};

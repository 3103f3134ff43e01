import {
  constantNumbers,
  noAttributes,
  OperatorError,
  required,
  type InferRequest,
  type Operator,
  type OpName,
  type RunRequest,
  type Tensor,
  type TensorType,
  type TypedRequest,
} from '@tinyml/core';
import { suppressBoxes } from './suppression.ts';

const realOf = (tensor: Tensor | null | undefined): number => (required(tensor).data as Float32Array)[0] as number;

const arity = (soft: boolean): Operator['arity'] =>
  soft ? { inputs: [6, 6], outputs: [3, 3] } : { inputs: [5, 5], outputs: [2, 2] };

/**
 * Operands: boxes [n, 4], scores [n], the most that are chosen int32 [] (a constant), the intersection over union from which on a
 * box gives way [], the score that others exceed [], if soft a sigma []. Results: indices of boxes int32 [most], if soft
 * scores [most], how many are chosen int32 []; zeros beyond them.
 */
export const suppression = (soft: boolean) =>
  ({
    version: 1,
    attributes: noAttributes,
    arity: arity(soft),
    infer({ inputs: [boxes, scores, most] }: Omit<InferRequest<OpName>, 'attrs'>): readonly TensorType[] {
      const [count, sides] = required(boxes).type.shape;
      const rows = required(scores).type.shape;
      if (required(boxes).type.shape.length !== 2 || sides !== 4) throw new OperatorError('boxes must be [boxes, 4]');
      if (rows.length !== 1 || rows[0] !== count) throw new OperatorError('scores must be [boxes]');
      const [size = 0] = constantNumbers('the number of boxes that are chosen', most);
      if (size < 0) throw new OperatorError(`${String(size)} boxes cannot be chosen`);
      return [
        { dtype: 'int32', shape: [size] },
        ...(soft ? [{ dtype: 'float32' as const, shape: [size] }] : []),
        { dtype: 'int32', shape: [] },
      ];
    },
    check({ inputs: [boxes, scores, most, ...numbers], outputs }: Omit<TypedRequest<OpName>, 'attrs'>) {
      if ([boxes, scores, ...numbers].some((operand) => operand?.dtype !== 'float32'))
        return 'boxes, scores and thresholds must be float32';
      if (most?.dtype !== 'int32') return 'the number of boxes that are chosen must be int32';
      const types = outputs.map(({ dtype }) => dtype).join();
      return types === (soft ? 'int32,float32,int32' : 'int32,int32')
        ? undefined
        : `results of types ${types} are not supported`;
    },
    run({ inputs: [boxes, scores, , overlap, least, sigma], outputs }: Omit<RunRequest<OpName>, 'attrs'>) {
      const most = required(outputs[0]).shape[0] ?? 0;
      const chosen = suppressBoxes({
        boxes: required(boxes).data as Float32Array,
        scores: required(scores).data as Float32Array,
        most,
        overlap: realOf(overlap),
        least: realOf(least),
        sigma: soft ? realOf(sigma) : 0,
      });
      const indices = new Int32Array(most);
      indices.set(chosen.map(({ box }) => box));
      const kept = new Float32Array(most);
      kept.set(chosen.map(({ score }) => score));
      return [indices, ...(soft ? [kept] : []), Int32Array.of(chosen.length)];
    },
    macs: () => 0,
  }) as const;

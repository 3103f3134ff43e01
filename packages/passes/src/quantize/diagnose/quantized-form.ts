import type { Graph, PassContext } from '@tinyml/core';
import { dynamicRangeIntents, float16Intents } from '../intents.ts';
import { materialize, type Materialized, type MaterializeOptions } from '../materialize.ts';
import type { QuantizeContext } from '../options.ts';
import { bestAttempt } from '../stored-activations.ts';
import { storedInt16, storedInt8 } from '../stored-type.ts';
import { trainedRanges } from '../trained-ranges.ts';

export type QuantizeOptions = QuantizeContext['options'];

/** What `quantize` makes of a float graph, with all that led to it. */
export interface QuantizedForm {
  /** The float graph that was quantised: the source, or the source with its channels equalised. It computes the same. */
  readonly float: Graph;
  /** `float` with what its tensors are meant to be. */
  readonly meant: Graph;
  readonly quantized: Graph;
  readonly moved: Materialized['moved'];
  readonly inner: NonNullable<MaterializeOptions['inner']>;
  /** How ranges were chosen, where `auto` was to choose. */
  readonly method: QuantizeOptions['method'];
}

/** Quantises as the pass does. @throws TinymlError what it throws */
export const quantizedForm = async (source: Graph, context: PassContext<QuantizeOptions>): Promise<QuantizedForm> => {
  const { mode, minElements } = context.options;
  if (mode === 'int8' || mode === 'int16x8') {
    const { variant, meant, inner, quantized, method, moved } = await bestAttempt(
      source,
      context,
      mode === 'int8' ? storedInt8 : storedInt16,
    );
    return { float: variant.graph, meant, inner, quantized, moved, method };
  }
  const { constants, operators } = context;
  const { graph: float } = trainedRanges(source, constants);
  const meant = mode === 'float16' ? float16Intents(float) : dynamicRangeIntents(float, context, minElements);
  const { graph: quantized, moved } = materialize(meant, { constants, operators, io: 'float32' });
  return { float, meant, quantized, moved, inner: () => undefined, method: context.options.method };
};

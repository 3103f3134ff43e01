import { TinymlError, valueOf, type Constants, type Graph, type Node, type Value } from '@tinyml/core';
import { unwritableModel } from '../diagnostics/model.ts';
import { elementCode, packInt4 } from './element-types.ts';
import { encodeModel } from './encode.ts';
import { lowerForTflite } from './lower.ts';
import { tfliteOperators, type TfliteOperator } from './operators.ts';
import type { Encodable } from './tables.ts';
import { operatorVersion } from './versions.ts';

const placeholderForLaterCodes = 127;

/** Every operator written, with its operators' codes: each code and version once. */
const writeOperators = (
  graph: Graph,
  indexOf: ReadonlyMap<string, number>,
): { readonly operators: readonly Encodable<'Operator'>[]; readonly codes: readonly Encodable<'OperatorCode'>[] } => {
  const codes = new Map<string, number>();
  const table: Encodable<'OperatorCode'>[] = [];
  const codeIndex = (operator: TfliteOperator, version: number): number => {
    const key = `${String(operator.code)} ${String(version)}`;
    const known = codes.get(key);
    if (known !== undefined) return known;
    const { code } = operator;
    table.push({ deprecatedBuiltinCode: Math.min(code, placeholderForLaterCodes), builtinCode: code, version });
    codes.set(key, table.length - 1);
    return table.length - 1;
  };
  const typeOf = (id: string | null) => (id === null ? undefined : valueOf(graph, id).type);
  const operators = graph.nodes.map((node) => {
    const operator = operatorFor(node);
    if (operator === undefined) {
      throw new TinymlError(unwritableModel(node.id, `TensorFlow Lite has no operator ${node.op}`));
    }
    const version = operatorVersion({ node, inputs: node.inputs.map(typeOf), outputs: node.outputs.map(typeOf) });
    return {
      opcodeIndex: codeIndex(operator, version),
      inputs: node.inputs.map((id) => (id === null ? -1 : (indexOf.get(id) ?? -1))),
      outputs: node.outputs.map((id) => indexOf.get(id) ?? -1),
      ...(operator.optionsType !== 0 && {
        builtinOptionsType: operator.optionsType,
        builtinOptions: { table: operator.options, fields: operator.write(node.attrs as never, node.inputs.length) },
      }),
    };
  });
  return { operators, codes: table };
};

/** PAD with a value of its own is another operator than PAD with zeros. */
const operatorFor = (node: Node): TfliteOperator | undefined =>
  tfliteOperators.find(
    ({ op, inputs: [required, most] }) =>
      op === node.op && node.inputs.length >= required && node.inputs.length <= most,
  );

const writeQuant = ({ type: { quant } }: Value): Encodable<'QuantizationParameters'> | undefined =>
  quant && {
    scale: quant.scale,
    zeroPoint: quant.zeroPoint.map(BigInt),
    ...(quant.axis !== undefined && { quantizedDimension: quant.axis }),
  };

/**
 * The graph as a .tflite file that LiteRT and TensorFlow Lite Micro run. It has no date and no path: the same graph
 * gives the same bytes. Explicit padding becomes PAD, dropout and identity go, batch normalisation becomes a
 * multiplication and an addition, float16 weights get a DEQUANTIZE in front.
 * @throws TinymlError TML391 for what the format cannot say.
 */
export const writeTflite = (graph: Graph, constants: Constants): Uint8Array => {
  const lowered = lowerForTflite(graph, constants);
  const values = [...lowered.values.values()];
  const indexOf = new Map(values.map(({ id }, index) => [id, index]));
  /** Buffer 0 means "no data", for every tensor that is computed. */
  const buffers: Encodable<'Buffer'>[] = [{}];
  const bufferOf = new Map<string, number>();
  const bufferIndex = ({ data, type }: Value): number => {
    if (data === undefined) return 0;
    const key = `${data} ${type.dtype === 'int4' ? 'int4' : ''}`;
    const known = bufferOf.get(key);
    if (known !== undefined) return known;
    const bytes = constants.get(data);
    buffers.push({ data: type.dtype === 'int4' ? packInt4(bytes) : bytes });
    bufferOf.set(key, buffers.length - 1);
    return buffers.length - 1;
  };
  const tensors = values.map((value): Encodable<'Tensor'> => {
    const quantization = writeQuant(value);
    return {
      shape: value.type.shape,
      type: elementCode(value.type.dtype),
      buffer: bufferIndex(value),
      name: value.id,
      ...(quantization && { quantization }),
    };
  });
  const indices = (ids: readonly string[]): readonly number[] => ids.map((id) => indexOf.get(id) ?? -1);
  const { operators, codes } = writeOperators(lowered, indexOf);
  return encodeModel({
    version: 3,
    operatorCodes: codes,
    subgraphs: [
      { tensors, inputs: indices(lowered.inputs), outputs: indices(lowered.outputs), operators, name: 'main' },
    ],
    description: 'tinyml',
    buffers,
  });
};

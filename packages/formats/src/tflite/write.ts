import {
  countedResults,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { unwritableModel } from '../diagnostics/model.ts';
import { withoutCounts } from './counts.ts';
import { customCode, placeholderForLaterCodes } from './builtin-names.ts';
import { elementCode, packInt4 } from './element-types.ts';
import { encodeModel } from './encode.ts';
import { writeFlexOptions } from './flex-options.ts';
import { lowerForTflite } from './lower.ts';
import { tfliteOperators, type OperatorForm, type TfliteOperators } from './operator-table.ts';
import { writeOptions } from './options.ts';
import type { Encodable } from './tables.ts';
import { formVersion } from './version.ts';

/** What a node has beside its operands: options of the schema, or a custom operator's own. */
const writeNodeOptions = (
  { form, options }: OperatorForm,
  node: Node,
  typeOf: (id: string | null) => TensorType | undefined,
): Encodable<'Operator'> => {
  const types = node.inputs.map(typeOf);
  const request = { operands: node.inputs.length, types, results: node.outputs.length };
  const written = form.write?.(node.attrs, request) ?? node.attrs;
  if (form.custom !== undefined) {
    if (written instanceof Uint8Array) return { customOptions: written };
    return form.map === undefined ? {} : { customOptions: writeFlexOptions(form.map, { ...written }) };
  }
  if (options === undefined) return {};
  const union = { fields: options.stored, values: writeOptions(options.fields, { ...written }) };
  return options.second
    ? { builtinOptions2Type: options.type, builtinOptions2: union }
    : { builtinOptionsType: options.type, builtinOptions: union };
};

const operatorCode = ({ builtin, custom }: OperatorForm['form'], version: number): Encodable<'OperatorCode'> => {
  const code = builtin?.[0] ?? customCode;
  return {
    deprecatedBuiltinCode: Math.min(code, placeholderForLaterCodes),
    ...(custom !== undefined && { customCode: custom }),
    builtinCode: code,
    version,
  };
};

const intermediateName = ({ id }: Node, index: number): string => `${id}/intermediate_${String(index)}`;

/** Tensors that only say the scales of what an operator computes on its way. */
const intermediatesOf = ({ nodes }: Graph, operators: TfliteOperators): readonly Value[] =>
  nodes.flatMap((node) =>
    (operators.formOf(node)?.form.intermediates?.(node.attrs) ?? []).map((type, i): Value => ({
      id: intermediateName(node, i),
      type,
    })),
  );

/** Every operator written, with its operators' codes: each code and version once. */
const writeOperators = (
  graph: Graph,
  operators: TfliteOperators,
  indexOf: ReadonlyMap<string, number>,
): { readonly operators: readonly Encodable<'Operator'>[]; readonly codes: readonly Encodable<'OperatorCode'>[] } => {
  const indices = new Map<string, number>();
  const codes: Encodable<'OperatorCode'>[] = [];
  const codeIndex = ({ form }: OperatorForm, version: number): number => {
    const key = JSON.stringify([form.builtin?.[0], form.custom, version]);
    const known = indices.get(key) ?? codes.length;
    if (known === codes.length) codes.push(operatorCode(form, version));
    indices.set(key, known);
    return known;
  };
  const typeOf = (id: string | null): TensorType | undefined => (id === null ? undefined : valueOf(graph, id).type);
  const written = graph.nodes.map((node) => {
    const known = operators.formOf(node);
    if (known === undefined) {
      throw new TinymlError(unwritableModel(node.id, `TensorFlow Lite has no operator ${node.op}`));
    }
    const intermediates = known.form.intermediates?.(node.attrs) ?? [];
    return {
      opcodeIndex: codeIndex(known, formVersion(known.form, node, typeOf)),
      inputs: node.inputs.map((id) => (id === null ? -1 : (indexOf.get(id) ?? -1))),
      outputs: node.outputs.map((id) => indexOf.get(id) ?? -1),
      ...(intermediates.length > 0 && {
        intermediates: intermediates.map((_, i) => indexOf.get(intermediateName(node, i)) ?? -1),
      }),
      ...writeNodeOptions(known, node, typeOf),
    };
  });
  return { operators: written, codes };
};

const writeQuant = ({ type: { quant } }: Value): Encodable<'QuantizationParameters'> | undefined =>
  quant && {
    scale: quant.scale,
    zeroPoint: quant.zeroPoint.map(BigInt),
    ...(quant.axis !== undefined && { quantizedDimension: quant.axis }),
  };

/**
 * The graph as a .tflite file that LiteRT and TensorFlow Lite Micro run. It has no date and no path: the same graph
 * gives the same bytes. Operators that TensorFlow Lite has in another form, or not at all, are written as their slot says;
 * float16 weights get a DEQUANTIZE in front.
 * @throws TinymlError TML391 for what the format cannot say.
 */
export const writeTflite = (graph: Graph, constants: Constants, operators: OperatorTable): Uint8Array => {
  const known = tfliteOperators(operators);
  const { graph: lowered, variables } = lowerForTflite(withoutCounts(graph, operators), constants, known);
  const kept = new Set(
    lowered.nodes.flatMap(({ op, outputs }) =>
      known.entryOf(op)?.forms.some(({ keepsResult }) => keepsResult) ? outputs : [],
    ),
  );
  const values = [...lowered.values.values(), ...intermediatesOf(lowered, known)];
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
  const open = new Set(countedResults(graph, operators).map(({ value }) => value));
  const tensors = values.map((value): Encodable<'Tensor'> => {
    const quantization = writeQuant(value);
    return {
      shape: value.type.shape,
      type: elementCode(value.type.dtype),
      buffer: bufferIndex(value),
      name: value.id,
      ...(quantization && { quantization }),
      ...((variables.has(value.id) || kept.has(value.id)) && { isVariable: true }),
      ...(open.has(value.id) && { shapeSignature: [-1, ...value.type.shape.slice(1)] }),
    };
  });
  const indices = (ids: readonly string[]): readonly number[] => ids.map((id) => indexOf.get(id) ?? -1);
  const { operators: written, codes } = writeOperators(lowered, known, indexOf);
  return encodeModel({
    version: 3,
    operatorCodes: codes,
    subgraphs: [
      { tensors, inputs: indices(lowered.inputs), outputs: indices(lowered.outputs), operators: written, name: 'main' },
    ],
    description: 'tinyml',
    buffers,
  });
};

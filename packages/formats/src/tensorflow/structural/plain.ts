import { TranslationError } from '../../translation/translation-error.ts';
import { stringType } from '../element-types.ts';
import { readTensor } from '../tensor-proto.ts';
import { tensor } from '../value.ts';
import type { StructuralOperator, StructuralOperators } from './structural-operator.ts';

/** What is handed on as it is. */
const same: StructuralOperator = ({ operands }) => operands;
const first: StructuralOperator = ({ operands }) => operands.slice(0, 1);

const constant: StructuralOperator = ({ attributes, constant: put }) => {
  const proto = attributes.tensor('value');
  if (proto === undefined) throw new TranslationError('has no value');
  if (proto.dtype === stringType) return [{ kind: 'texts' }];
  const { type, data } = readTensor(proto);
  return [tensor(put('value', type, data))];
};

const variable: StructuralOperator = ({ node, attributes }) => [
  { kind: 'variable', name: attributes.text('shared_name', '') || node.name },
];

const read: StructuralOperator = ({ operands: [resource], variable: valueOf }) => {
  if (resource?.kind !== 'variable') throw new TranslationError('what it reads is not a variable of the model');
  return [tensor(valueOf(resource.name))];
};

const noTable: StructuralOperator = () => {
  throw new TranslationError(
    'tables that are looked up by texts or numbers are not supported',
    'leave the look-up to the firmware: export a signature that begins behind it',
  );
};

const noXla: StructuralOperator = () => {
  throw new TranslationError(
    'programs of XLA within a graph are not supported',
    "write TensorFlow's own operators: jax2tf.convert(…, enable_xla=False, native_serialization=False)",
  );
};

export const plainOperators: StructuralOperators = {
  Const: constant,
  Identity: same,
  IdentityN: same,
  StopGradient: first,
  PreventGradient: first,
  CheckNumerics: first,
  Snapshot: first,
  EnsureShape: first,
  PlaceholderWithDefault: first,
  Placeholder() {
    throw new TranslationError('it is no input of the signature');
  },
  VarHandleOp: variable,
  ReadVariableOp: read,
  /** Variables of TensorFlow 1 are their values. */
  Variable: ({ node, variable: valueOf }) => [tensor(valueOf(node.name))],
  VariableV2: ({ node, variable: valueOf }) => [tensor(valueOf(node.name))],
  ResourceGather({ operands: [resource, indices], variable: valueOf, attributes, emit }) {
    if (resource?.kind !== 'variable' || indices?.kind !== 'tensor')
      throw new TranslationError('what it reads is not a variable of the model');
    const batchDims = attributes.int('batch_dims', 0);
    return [tensor(emit('gather', { axis: 0, batchDims }, [valueOf(resource.name), indices.id]))];
  },
  XlaCallModule: noXla,
  XlaLaunch: noXla,
  HashTable: noTable,
  HashTableV2: noTable,
  LookupTableFind: noTable,
  LookupTableFindV2: noTable,
};

/** Why layers cannot run, and what to do about it. */
export interface Refusal {
  readonly reason: string;
  readonly hint: string;
  /** The same for layers of different operators: they are told together. */
  readonly ofAll?: true;
}

const elsewhere = 'replace the layer in the source model; an npm package can add an operator (docs/write-a-pass.md)';

const control: Refusal = {
  reason: 'control flow is not supported',
  hint: 'export the model with loops unrolled (for recurrent Keras layers `unroll=True`) and without branches',
  ofAll: true,
};

const recurrent: Refusal = {
  reason: 'tinyml does not have this operator',
  hint: 'unroll the layer before the conversion: `unroll=True` of the Keras layer, with a fixed number of steps',
};

const missing = (hint: string): Refusal => ({ reason: 'tinyml does not have this operator', hint });

const operators: Readonly<Record<string, Refusal>> = {
  CALL: control,
  STABLEHLO_CASE: control,
  STABLEHLO_WHILE: control,
  BIDIRECTIONAL_SEQUENCE_LSTM: recurrent,
  BIDIRECTIONAL_SEQUENCE_RNN: recurrent,
};

/** Why tinyml cannot run a built-in operator that it does not have. */
export const refusalOf = (operator: string): Refusal => operators[operator] ?? missing(elsewhere);

/** TensorFlow's own operators carry names that begin with Flex. */
export const customRefusal = (code: string): Refusal =>
  code.startsWith('Flex')
    ? {
        reason: 'operators of TensorFlow itself (SELECT_TF_OPS) are not supported',
        hint: 'convert with `supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]`; the converter then says which layer needs another',
        ofAll: true,
      }
    : {
        reason: 'no package of the project has this custom operator',
        hint: 'install the npm package that has it (npm install --save-dev), or write one: docs/contribute/operator.md',
      };

/** What the operator itself refuses. */
export const ownRefusal = (reason: string): Refusal => ({ reason, hint: elsewhere });

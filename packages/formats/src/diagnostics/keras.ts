import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML220: what `model.to_json()` writes, without the weights that belong to it. */
export const layersOnly = (path: string, names: readonly string[]): Diagnostic => ({
  code: 'TML220',
  severity: 'error',
  message: `the file holds the layers of a Keras model (model.to_json()), but no weights lie beside it: ${names.join(', ')}`,
  hint: `put the weights there, model.save_weights('${names[0] ?? ''}'), or save both: model.save('model.keras')`,
  file: path,
});

/** TML221: weights that fit several of `layers`. */
export const ambiguousWeights = (path: string, weight: string, layers: readonly string[]): Diagnostic => ({
  code: 'TML221',
  severity: 'error',
  message: `${weight}: nothing in the file tells whether ${layers.length > 1 ? `it is a weight of ${layers.join(' or ')}` : `it is the one of ${layers.join('')}`}`,
  hint: 'save the model as .keras with a current Keras, or give the layers of its sub-models different names',
  file: path,
});

/** TML222: a model of a class of its own, whose layers only its Python code knows. */
export const modelInCode = (path: string, className: string): Diagnostic => ({
  code: 'TML222',
  severity: 'error',
  message: `model: class ${className}: only Sequential and Functional models can be read`,
  hint: "a subclassed model's layers are in its Python code: call it once on keras.Input(…), build keras.Model(inputs, outputs) and save that, or convert it to .tflite",
  file: path,
});

/** TML223: what `model.save_weights()` writes. */
export const weightsOnly = (path: string): Diagnostic => ({
  code: 'TML223',
  severity: 'error',
  message: 'the file holds no model, only weights or other data',
  hint: "load the weights in Keras and save the whole model: model.save('model.keras')",
  file: path,
});

export const kerasExplanations: Explanations = {
  TML220: `\`model.to_json()\` writes the layers of a Keras model without their weights. tinyml needs both: beside
\`model.json\` the file \`model.weights.h5\` that \`model.save_weights()\` writes (or \`model_weights.h5\`, \`model.h5\`), or both in one file:
\`model.save('model.keras')\`, \`model.save('model.h5')\`.`,
  TML221: `An .h5 file lists the weights of a model within the model by name and order. Here layers of several sub-models have
one name, and the order does not tell their weights apart either, since the file holds layers that tinyml does not know. To
guess would give one layer the weights of another.`,
  TML222: `Only Sequential and Functional models describe their layers in the file. A model that is a class of its own (a
subclass of keras.Model with a \`call\` method) does so in its Python code alone.`,
  TML223: `\`model.save_weights()\` writes weights without the layers that they belong to. tinyml needs both in one file:
\`model.save('model.keras')\`, or \`model.save('model.h5')\`.`,
};

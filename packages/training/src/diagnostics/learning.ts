import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML622: no native TensorFlow. */
export const slowTraining = (): Diagnostic => ({
  code: 'TML622',
  severity: 'warning',
  message: 'training on the JavaScript backend, about 100 times slower than native TensorFlow',
  hint: 'run `npx tinyml-setup-tfjs` once: it fetches libtensorflow with pip and compiles the addon with g++',
});

/** TML623: native TensorFlow is there, but does not load. */
export const brokenNativeTensorflow = (cause: Error): Diagnostic => ({
  code: 'TML623',
  severity: 'error',
  message: `native TensorFlow cannot be loaded: ${cause.message.split('\n')[0] ?? ''}`,
  hint: 'run `npx tinyml-setup-tfjs` again, or set TINYML_TRAINING_BACKEND=cpu to train in JavaScript',
});

/** TML602: the training data says nothing that the model could learn. */
export const nothingToLearn = (pass: string): Diagnostic => ({
  code: 'TML602',
  severity: 'error',
  message: `${pass}: the training data has neither labels nor targets`,
  hint: 'add `labels:` (class indices) or `targets:` (numbers) to `data.train`',
});

/** TML602: the pass has no earlier model whose answers it could learn. */
export const noOriginal = (pass: string): Diagnostic => ({
  code: 'TML602',
  severity: 'error',
  message: `${pass}: \`against: original\`, but there is no model before it to learn from`,
  hint: 'leave `against` out, or use it in a pass that changes a trained model',
});

/** TML603: nothing in the graph that training could change. */
export const nothingToTrain = (pass: string): Diagnostic => ({
  code: 'TML603',
  severity: 'error',
  message: `${pass}: the model has no float weights to train`,
  hint: 'train before `quantize`, from the float model',
});

/** TML453: training diverged. */
export const trainingDiverged = (pass: string, epoch: number, step: number, learningRate: number): Diagnostic => ({
  code: 'TML453',
  severity: 'error',
  message: `${pass}: the loss is not finite in epoch ${String(epoch + 1)}, step ${String(step + 1)}`,
  hint: `lower \`learningRate\` (${String(learningRate)}), and check that the data is scaled (\`scale: 1/255\`)`,
});

/** TML606: class weights for another number of classes. */
export const classWeightCount = (found: number, classes: number): Diagnostic => ({
  code: 'TML606',
  severity: 'error',
  message: `classWeights has ${String(found)} weights, the model ${String(classes)} classes`,
  hint: 'give one weight for each class, or `balanced`',
});

/** TML607: more held out than there is. */
export const nothingLeftToTrainOn = (samples: number, held: number): Diagnostic => ({
  code: 'TML607',
  severity: 'error',
  message: `of ${String(samples)} training samples ${String(held)} are held out for validation: none is left to train on`,
  hint: 'lower `validation`, or give more samples',
});

/** TML608: class weights where there are no classes. */
export const classWeightsWithoutClasses = (): Diagnostic => ({
  code: 'TML608',
  severity: 'error',
  message: 'classWeights needs class labels, and this training has none',
  hint: 'leave `classWeights` out for regression, auto-encoders and `against: original`',
});

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** TML680: the trained network does what a constant would do as well. `chance`: the share of the most frequent class. */
export const learntNothing = (pass: string, accuracy: number, chance: number): Diagnostic => ({
  code: 'TML680',
  severity: 'warning',
  message: `${pass}: the network is right for ${percent(accuracy)} of the samples, one answer for all of them for ${percent(chance)}: it has learnt nothing`,
  hint: 'check that the labels belong to the inputs and that the data is scaled (`scale: 1/255`); then train longer, or with another `learningRate`',
});

/** TML681: a loss out of all proportion. `guess`: of the best constant answer, where that is known. */
export const lossTooGreat = (pass: string, loss: number, guess: number | null): Diagnostic => ({
  code: 'TML681',
  severity: 'warning',
  message: `${pass}: the loss is ${loss.toPrecision(3)} after training${guess === null ? '' : `, that of one answer for all samples ${guess.toPrecision(3)}`}`,
  hint: 'lower `learningRate`, and check that the data is scaled (`scale: 1/255`) and, where it is regression, the targets too',
});

/** TML682: a weight that is no number. */
export const weightsNotFinite = (pass: string, weights: string): Diagnostic => ({
  code: 'TML682',
  severity: 'error',
  message: `${pass}: ${weights} has weights that are NaN or infinite after training`,
  hint: 'lower `learningRate`, and check that the data is scaled (`scale: 1/255`)',
});

export const learningExplanations: Explanations = {
  TML453: `The loss became NaN or infinite: the weights have grown beyond all bounds. The usual causes are a learning
rate that is too high and inputs that are not scaled to about −1 … 1.`,
  TML602: `A pass that trains against labels needs them in data.train. Passes that change a trained model can learn from
the original model's answers instead (\`against: original\`); an untrained network cannot.`,
  TML603: `Training changes float weights. A model with int8 weights, such as a quantised .tflite file, has none.`,
  TML606: `Each class has one weight in the loss.`,
  TML607: `\`validation\` is the share of the training samples that is held out to tell how training goes.`,
  TML608: `Class weights balance classes that occur unequally often.`,
  TML622: `Passes that train run on TensorFlow.js. Its native backend, @tensorflow/tfjs-node, needs libtensorflow and an
addon; \`npx tinyml-setup-tfjs\` makes both from PyPI and npm, on Linux x86-64 with python3 and g++. Without them the same
training runs in plain JavaScript: right, but slow enough that a real data set takes hours.`,
  TML623: `The addon that \`npx tinyml-setup-tfjs\` made is there, but the process cannot load it: it may have been made by
another Node version, or its library was moved. tinyml does not change over to the slow backend by itself, for results
are cached under the backend that they are made with.`,
  TML680: `Answering the most frequent class for every sample is right as often. Usual causes: inputs that are not scaled
to about −1 … 1, labels of another order than the inputs, a learning rate that is too high or too low, too few steps.
With classWeights, where classes count alike, chance is one divided by their number.`,
  TML681: `The loss is more than ten times that of the best constant answer, or of the first epoch: training has diverged,
though no number overflowed.`,
  TML682: `The last step gave weights that are no numbers: nothing that is computed with them is one.`,
};

import * as tf from '@tensorflow/tfjs';

/** The network of tinyml.yaml, as a model of TensorFlow.js: weights begin the same at every run. */
export default (): tf.LayersModel => {
  const model = tf.sequential();
  model.add(tf.layers.conv1d({ inputShape: [32, 1], filters: 8, kernelSize: 5, activation: 'relu' }));
  model.add(tf.layers.maxPooling1d({ poolSize: 2 }));
  model.add(tf.layers.conv1d({ filters: 16, kernelSize: 3, activation: 'relu' }));
  model.add(tf.layers.globalAveragePooling1d());
  model.add(tf.layers.dense({ units: 3, activation: 'softmax' }));
  return model;
};

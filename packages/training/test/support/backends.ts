import { beforeAll, describe } from '@jest/globals';
import type * as tensorflow from '@tensorflow/tfjs';
import { describeWith } from '../../../../tools/testing.ts';
import { loadNative } from '../../native/load.mjs';

export type Tf = typeof tensorflow;

/** TensorFlow.js on its JavaScript backend, which needs nothing installed. */
export const openJavaScript = async (): Promise<Tf> => {
  const tf = (await import('@tensorflow/tfjs')) as Tf;
  // Keeps its advice to install the native package out of the output.
  tf.env().set('IS_TEST', true);
  await tf.setBackend('cpu');
  return tf;
};

/** TensorFlow.js on native TensorFlow; only inside `describeWith(…, { nativeTensorFlow: true }, …)`. */
export const openNative = async (): Promise<Tf> => {
  const tf = loadNative() as Tf;
  await tf.setBackend('tensorflow');
  return tf;
};

/**
 * The same tests on the JavaScript backend and, where it is set up, on the native one. `tf()` is there once a test runs,
 * not while tests are defined. Small typed arrays pass between test and backend as they are: jest.config.js shares them.
 */
export const describeBackends = (title: string, body: (tf: () => Tf) => void): void => {
  const open = (load: () => Promise<Tf>) => (): void => {
    let opened: Tf | undefined;
    beforeAll(async () => {
      opened = await load();
    });
    body(() => {
      if (opened === undefined) throw new Error('the backend opens when the tests run');
      return opened;
    });
  };
  describe(`${title}, in JavaScript`, open(openJavaScript));
  describeWith(`${title}, native`, { nativeTensorFlow: true }, open(openNative));
};

import { elementCount } from '../ir/type.ts';
import { seededRandom } from '../pass/seeded-random.ts';
import type { SplitSource } from './pass-context.ts';
import type { Session } from './session.ts';

const count = 4;

/** Noise of 0 … 1 in place of samples: what a quantised model weighs depends little on its ranges. Only for trials. */
const noise: SplitSource = {
  digest: () => Promise.resolve('noise'),
  open: ({ inputs }) =>
    Promise.resolve({
      count,
      inputs: (index) => {
        const next = seededRandom(index + 1);
        return inputs.map(({ type: { shape } }) => ({
          type: { dtype: 'float32', shape },
          data: Float32Array.from({ length: elementCount(shape) }, next),
        }));
      },
    }),
};

/** The session as if it had samples to calibrate on, so that the size of an int8 model can be tried without any. */
export const withAssumedSamples = (session: Session): Session => {
  const { manifest, splits } = session;
  if (manifest.data.calibration !== undefined) return session;
  return {
    ...session,
    manifest: { ...manifest, data: { ...manifest.data, calibration: { assumed: true } as never } },
    splits: { ...splits, calibration: noise },
    environment: {
      ...session.environment,
      current: (read) =>
        read.kind === 'data' && read.name === 'calibration' ? noise.digest() : session.environment.current(read),
    },
  };
};

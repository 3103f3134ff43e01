// @ts-check
// Jest's Node environment with the typed arrays of the process itself. A test file runs in a context that has its own,
// and native addons (TensorFlow's) and Node's modules hand out the process's: `instanceof` would tell them apart.
import { TestEnvironment } from 'jest-environment-node';

const shared = {
  ...{ Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, BigInt64Array },
  ...{ Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, BigUint64Array },
};

export default class extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    Object.assign(this.global, shared);
  }
}

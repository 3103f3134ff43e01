import { expect, test } from '@jest/globals';
import { measureStreamed, streamedModels } from '../cortex-m/measure-streamed.ts';
import { describeWith, shared } from '../testing.ts';

const needs = {
  shared: ['models/mlperf-tiny/kws_int8.tflite'],
  commands: ['arm-none-eabi-gcc', 'qemu-system-arm', 'cc'],
} as const;

describeWith('streamed windows in C', needs, () => {
  test.each(streamedModels(shared))(
    '$id: the outputs of the window over 200 inferences, for few of its cycles',
    async (model) => {
      const { outputs, streamed, windowed } = await measureStreamed(model, 200);
      expect(outputs.distinct).toBeGreaterThan(50);
      // Float kernels may add in another order where there are fewer rows.
      expect(outputs.difference).toBeLessThanOrEqual(model.id.endsWith('float') ? 1e-6 : 0);
      expect(streamed.cycles / windowed.cycles).toBeLessThanOrEqual(model.goal);
    },
    300_000,
  );
});

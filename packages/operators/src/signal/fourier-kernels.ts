import { elementCount, type Kernel, type KernelRequest, type PackedConstant } from '@tinyml/core';
import { fourierNumbers, type FourierDType } from './fourier-numbers.ts';
import { rotations, separations } from './fourier-transform.ts';
import { signalKernel } from './signal-kernel.ts';

type FourierName = 'signal_rfft' | 'signal_irfft';

const forms: readonly (readonly [dtype: FourierDType, suffix: string, ctype: PackedConstant['ctype']])[] = [
  ['int16', 's16', 'int16_t'],
  ['int32', 's32', 'int32_t'],
  ['float32', 'f32', 'float'],
];

const framesOf = (request: KernelRequest<FourierName>): number =>
  elementCount(request.outputs[0]?.shape ?? []) / (request.outputs[0]?.shape.at(-1) ?? 1);

/** Kernels of a transform in one direction; `fields`: parameters beside frames, points and tables. */
export const fourierKernels = <Name extends FourierName>(
  op: Name,
  inverse: boolean,
  fields: (request: KernelRequest<Name>) => Readonly<Record<string, number>>,
): readonly Kernel[] =>
  forms.map(([dtype, suffix, ctype]) =>
    signalKernel<Name>({
      op,
      function: `tml_${op}_${suffix}`,
      header: `tml_${op}_${suffix}.h`,
      dtype,
      params(request) {
        const points = request.node.attrs.fftLength / 2;
        const numbers = fourierNumbers(dtype);
        return {
          fields: {
            frames: framesOf(request),
            ...fields(request),
            points,
            turns: { c: '@turns' },
            factors: { c: '@factors' },
          },
          constants: [
            { name: 'turns', ctype, values: rotations(numbers, points, inverse) },
            { name: 'factors', ctype, values: separations(numbers, points, inverse) },
          ],
        };
      },
      work: (request) => {
        const points = request.node.attrs.fftLength / 2;
        return {
          butterfly: framesOf(request) * points * Math.ceil(Math.log2(points) / 2),
          point: framesOf(request) * points,
        };
      },
      floats: (request) =>
        dtype === 'float32'
          ? framesOf(request) * 5 * request.node.attrs.fftLength * Math.log2(request.node.attrs.fftLength)
          : 0,
    }),
  );

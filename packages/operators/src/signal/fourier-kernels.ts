import { elementCount, type Kernel, type KernelRequest, type OpName, type PackedConstant } from '@tinyml/core';
import { fourierNumbers, type FourierDType } from './fourier-numbers.ts';
import { rotations, separations } from './fourier-transform.ts';
import { signalKernel } from './signal-kernel.ts';

/** Real values that the transform takes or gives, as attributes of either direction have it. */
const lengthOf = ({ node }: KernelRequest): number => (node.attrs as { readonly fftLength: number }).fftLength;

const forms: readonly (readonly [dtype: FourierDType, suffix: string, ctype: PackedConstant['ctype']])[] = [
  ['int16', 's16', 'int16_t'],
  ['int32', 's32', 'int32_t'],
  ['float32', 'f32', 'float'],
];

const framesOf = (request: KernelRequest): number =>
  elementCount(request.outputs[0]?.shape ?? []) / (request.outputs[0]?.shape.at(-1) ?? 1);

/** Kernels of a transform in one direction; `fields`: parameters beside frames, points and tables. */
export const fourierKernels = <Name extends OpName>(
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
        const points = lengthOf(request) / 2;
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
        const points = lengthOf(request) / 2;
        return {
          butterfly: framesOf(request) * points * Math.ceil(Math.log2(points) / 2),
          point: framesOf(request) * points,
        };
      },
      floats: (request) =>
        dtype === 'float32' ? framesOf(request) * 5 * lengthOf(request) * Math.log2(lengthOf(request)) : 0,
    }),
  );

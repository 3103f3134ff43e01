import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { floatKernel } from '../kernels/float-kernel.ts';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  floatKernel('tanh', 25),
  sigmoidKernel('tanh', true),
  ...lookupKernels('tanh'),
]);

import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { floatKernel } from '../kernels/float-kernel.ts';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(sizes, [
  floatKernel('logistic', 20, rates),
  sigmoidKernel('logistic', false),
  ...lookupKernels('logistic'),
]);

export { approximateGelu, exactGelu } from './gelu.ts';
export { hardSwish } from './hard-swish.ts';
export { l2Normalization } from './l2-normalization.ts';
export { leakyRelu } from './leaky-relu.ts';
export { logSoftmax } from './log-softmax.ts';
export { negatedPrelu, prelu } from './prelu.ts';
export { relu, relu6 } from './relu.ts';
export { rsqrt } from './rsqrt.ts';
export { softmax } from './softmax.ts';

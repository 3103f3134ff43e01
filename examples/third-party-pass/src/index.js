import kernel from './kernel.js';
import operator from './operator.js';
import pass from './approximate-tanh.js';

export default { passes: [pass], operators: [operator], kernels: [kernel] };

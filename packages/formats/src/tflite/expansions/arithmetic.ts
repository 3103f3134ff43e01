import type { ExpansionRequest } from '../expand.ts';
import { defineExpansion } from './define-expansion.ts';

const plain = { activation: 'none' };

/** Quantised arithmetic rounds in its own way at each step: only plain numbers can be taken apart. */
const plainNumbers = ({ inputs, outputs, typeOf }: ExpansionRequest): string | undefined => {
  const types = [...inputs, ...outputs].map(typeOf);
  const known = types.every(({ dtype, quant }) => quant === undefined && (dtype === 'float32' || dtype === 'int32'));
  const wrong = types.find(({ dtype, quant }) => quant !== undefined || (dtype !== 'float32' && dtype !== 'int32'));
  return known ? undefined : `elements of type ${wrong?.dtype ?? ''} are not supported`;
};

/** x · x of a difference or of x itself. */
const multiplyByItself = (request: ExpansionRequest, x: string): void => {
  const [y = ''] = request.outputs;
  request.node('mul', plain, [x, x], y);
};

/** NEG. */
export const neg = defineExpansion({
  code: 59,
  inputs: [1, 1],
  expand(request) {
    const [x = ''] = request.inputs;
    const problem = plainNumbers(request);
    if (problem !== undefined) return problem;
    request.node('mul', plain, [x, request.scalar('minus', request.typeOf(x), -1)], request.outputs[0] ?? '');
    return undefined;
  },
});

/** SQUARE. */
export const square = defineExpansion({
  code: 92,
  inputs: [1, 1],
  expand(request) {
    const problem = plainNumbers(request);
    if (problem === undefined) multiplyByItself(request, request.inputs[0] ?? '');
    return problem;
  },
});

/** SQUARED_DIFFERENCE. */
export const squaredDifference = defineExpansion({
  code: 99,
  inputs: [2, 2],
  expand(request) {
    const problem = plainNumbers(request);
    const [a = '', b = ''] = request.inputs;
    if (problem === undefined)
      multiplyByItself(request, request.node('sub', plain, [a, b], request.typeOf(request.outputs[0] ?? '')));
    return problem;
  },
});

/** ADD_N: in this order. */
export const addN = defineExpansion({
  code: 106,
  inputs: [1, Infinity],
  expand(request) {
    const problem = plainNumbers(request);
    if (problem !== undefined) return problem;
    const [first = '', ...others] = request.inputs;
    const [y = ''] = request.outputs;
    if (others.length === 0) request.node('reshape', { newShape: request.typeOf(first).shape }, [first], y);
    others.reduce(
      (sum, other, i) => request.node('add', plain, [sum, other], i + 1 === others.length ? y : request.typeOf(y)),
      first,
    );
    return undefined;
  },
});

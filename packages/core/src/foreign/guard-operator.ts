import { badAnswer } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { allocate } from '../ir/tensor.ts';
import { elementCount, type TensorType } from '../ir/type.ts';
import { isOperatorError, type Operator } from '../op/define-operator.ts';
import { callForeign } from './foreign-code.ts';
import { tensorType } from './graph-rule.ts';
import { finite, kindOf, listOf, optional, text } from './rule.ts';

/** A package's operator, whose answers are looked at before anything relies on them. @throws TinymlError TML310, TML316 */
export const guardOperator = (packageName: string, operator: Operator): Operator => {
  const owner = `operator ${operator.name} of ${packageName}`;
  const ask = <T>(what: string, call: () => T): T => {
    try {
      return call();
    } catch (error) {
      // "These operands do not fit" is an answer.
      if (isOperatorError(error)) throw error;
      return callForeign({ owner, doing: `was asked for ${what}` }, () => {
        throw error;
      });
    }
  };
  const require = (problem: string | undefined): void => {
    if (problem !== undefined) throw new TinymlError(badAnswer(owner, problem));
  };
  const isDataOf = (data: unknown, type: TensorType | undefined): boolean => {
    if (type === undefined || !ArrayBuffer.isView(data)) return false;
    const wanted = allocate(type.dtype, 0);
    return (
      (data as { length?: number }).length === elementCount(type.shape) &&
      data.constructor.name === wanted.constructor.name
    );
  };
  return Object.freeze({
    ...operator,
    package: packageName,
    infer(request) {
      const types = ask('infer', () => operator.infer(request));
      require(ask('infer', () => listOf(tensorType, 100)(types, 'infer()')));
      return types;
    },
    check(request) {
      const problem = ask('check', () => operator.check(request));
      require(optional(text)(problem, 'check()'));
      return problem;
    },
    run(request) {
      const results = ask('run', () => operator.run(request));
      require(Array.isArray(results) ? undefined : `run() is ${kindOf(results)}, not a list`);
      const wrong = request.outputs.findIndex((type, i) => !isDataOf(results[i], type));
      require(wrong < 0 ? undefined : `run() did not give result ${String(wrong)} in its type and size`);
      return results;
    },
    macs(request) {
      const count = ask('macs', () => operator.macs(request));
      require(finite(count, 'macs()'));
      return count;
    },
  } satisfies Operator);
};

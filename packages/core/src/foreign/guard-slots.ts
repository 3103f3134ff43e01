import { badAnswer, badDefinition } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { isOperatorError, type Operator } from '../op/define-operator.ts';
import type { Slot, SlotRules } from '../op/slot.ts';
import { callForeign, runForeign, type Foreign } from './foreign-code.ts';

/** Entries hold functions this deep: `forms.0.versions.0.1`. */
const deepest = 8;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** An entry, or a part of one, whose functions are asked under the package's name. */
const guarded = (owner: string, path: string, rules: SlotRules | undefined, given: unknown): unknown => {
  const isAnswer = (error: unknown): boolean => isOperatorError(error) || rules?.isAnswer?.(error) === true;

  const finish = (foreign: Foreign, name: string, at: string, answer: unknown): unknown => {
    const problem = callForeign(foreign, () => rules?.answers?.[name]?.(answer, `${at}()`));
    if (problem !== undefined) throw new TinymlError(badAnswer(owner, problem));
    const called = `${name}()`;
    if (typeof answer === 'function') return wrap(answer as () => unknown, called, `${at}()`);
    return rules?.givesFunctions === true ? visit(answer, called, `${at}()`, 0) : answer;
  };

  const wrap = (ask: (...parameters: unknown[]) => unknown, name: string, at: string) =>
    function (this: unknown, ...parameters: unknown[]): unknown {
      const foreign = { owner, doing: `was asked for ${at}` };
      let answer: unknown;
      try {
        answer = ask.apply(this, parameters);
      } catch (error) {
        // "These operands do not fit" is an answer.
        if (isAnswer(error)) throw error;
        return callForeign(foreign, () => {
          throw error;
        });
      }
      // What is loaded when it is needed: its functions are asked later.
      if (answer instanceof Promise)
        return runForeign(foreign, () => answer as Promise<unknown>).then((loaded) =>
          callForeign(foreign, () => visit(isModule(loaded) ? { ...loaded } : loaded, name, at, 0)),
        );
      return finish(foreign, name, at, answer);
    };

  const visit = (value: unknown, name: string, at: string, depth: number): unknown => {
    if (typeof value === 'function') return wrap(value as () => unknown, name, at);
    if (depth >= deepest) return value;
    if (Array.isArray(value)) return value.map((item, i) => visit(item, name, `${at}.${String(i)}`, depth + 1));
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, visit(item, key, `${at}.${key}`, depth + 1)]),
    );
  };
  return visit(given, '', path, 0);
};

/** Of an empty slot. */
const isReason = (entry: unknown): boolean => isPlain(entry) && typeof entry['none'] === 'string';

const isModule = (value: unknown): value is object => Object.prototype.toString.call(value) === '[object Module]';

/**
 * A package's operator, what it has in its slots looked at: an entry of another form is refused, and its functions are asked
 * under the package's name. @throws TinymlError TML313 at once; TML310, TML316 when a function is asked
 */
export const guardSlots = (packageName: string, operator: Operator, slots: readonly Slot[]): Operator => {
  const owner = `operator ${operator.name} of ${packageName}`;
  const entries: unknown = operator.slots;
  if (entries === undefined) return operator;
  const byName = new Map(slots.map((slot) => [slot.name, slot]));
  return callForeign({ owner, doing: 'was read' }, () => {
    if (!isPlain(entries)) throw new TinymlError(badDefinition(owner, 'slots is not an object'));
    const own = Object.entries(entries).map(([name, entry]): readonly [string, unknown] => {
      const slot = byName.get(name);
      // Slots of other versions are nobody's; kernels are guarded on their own.
      if (slot === undefined || entry === undefined || isReason(entry)) return [name, entry];
      const problem = slot.rules?.entry(entry, `slots.${name}`);
      if (problem !== undefined) throw new TinymlError(badDefinition(owner, problem));
      return [name, name === 'kernels' ? entry : guarded(owner, `slots.${name}`, slot.rules, entry)];
    });
    return Object.freeze({ ...operator, slots: Object.fromEntries(own) });
  });
};

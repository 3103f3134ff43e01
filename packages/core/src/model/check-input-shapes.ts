import { unknownInput, unnamedInputShape, wrongInputShape } from '../diagnostics/catalogue/model.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { valueOf, type Graph } from '../ir/graph.ts';
import { sameShape } from '../ir/type.ts';
import type { InputShapes } from './format.ts';

/** The given shapes by names. `names`: all inputs of the model. @throws TinymlError TML245, TML247 */
export const shapesByName = (
  path: string,
  names: readonly string[],
  given: InputShapes,
): Readonly<Record<string, readonly number[]>> => {
  const [only] = names;
  if (isShape(given)) {
    if (only === undefined || names.length > 1) throw new TinymlError(unnamedInputShape(path, names));
    return { [only]: given };
  }
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new TinymlError(...unknown.map((name) => unknownInput(path, name, names)));
  return given;
};

const isShape = (given: InputShapes): given is readonly number[] => Array.isArray(given);

/** Holds an imported graph to the shapes that were asked for, whatever its format does with them. @throws TinymlError TML245 to TML247 */
export const checkInputShapes = (path: string, graph: Graph, given: InputShapes | null): void => {
  if (given === null) return;
  const problems = Object.entries(shapesByName(path, graph.inputs, given)).flatMap(([name, wanted]): Diagnostic[] => {
    const { shape } = valueOf(graph, name).type;
    return sameShape(shape, wanted) ? [] : [wrongInputShape(path, name, wanted, `[${shape.join(', ')}]`)];
  });
  if (problems.length > 0) throw new TinymlError(...problems);
};

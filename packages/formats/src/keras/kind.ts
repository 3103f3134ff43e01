import type { Json } from './config.ts';
import type { LayerKind } from './layer.ts';
import type { KerasTable } from './table.ts';

/** A layer or an operation, as far as its kind depends on it. */
interface Named {
  readonly className: string;
  readonly config: Json;
  readonly operation: boolean;
}

const namespaces = new Set([
  '',
  '__operators__',
  'bitwise',
  'compat.v1',
  'compat.v1.math',
  'compat.v1.nn',
  'image',
  'linalg',
  'math',
  'nn',
]);

const snakeCase = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** TensorFlow's name of a Keras 2 operation: `math.multiply`. */
export const functionOf = (config: Json): string | undefined =>
  typeof config['function'] === 'string' ? config['function'] : undefined;

const operationName = ({ className, config }: Named): string | undefined => {
  const path = functionOf(config);
  if (path === undefined) return snakeCase(className);
  const dot = path.lastIndexOf('.');
  return namespaces.has(path.slice(0, Math.max(dot, 0))) ? path.slice(dot + 1) : undefined;
};

/** How a layer or an operation is translated; undefined where there is no way. */
export const kindOf = ({ layers, operations }: KerasTable, named: Named): LayerKind | undefined => {
  if (!named.operation) return layers.get(named.className);
  const name = operationName(named);
  return name === undefined ? undefined : operations.get(name);
};

import { parseDocument } from 'yaml';
import { graphText } from '../diagnostics/catalogue/graph.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Constants } from '../pass/define-pass.ts';
import { constantValue } from './constants.ts';
import { dtypes, type DType } from './dtype.ts';
import type { Graph, Node, State, StreamedWindow, Value, ValueId } from './graph.ts';
import { parseElements } from './text-data.ts';
import { textOrder } from './text.ts';
import { elementCount, type Quant, type TensorType } from './type.ts';

type Dictionary = ReadonlyMap<string, unknown>;

const fail = (problem: string): never => {
  throw new TinymlError(graphText(problem));
};

const dictionary = (value: unknown, where: string): Dictionary =>
  value instanceof Map ? (value as Dictionary) : fail(`${where} must be a mapping`);

const list = (value: unknown, where: string): readonly unknown[] =>
  Array.isArray(value) ? value : fail(`${where} must be a list`);

const text = (value: unknown, where: string): string =>
  typeof value === 'string' ? value : fail(`${where} must be a word; put it in quotes`);

const allowOnly = (map: Dictionary, names: readonly string[], where: string): void => {
  for (const name of map.keys())
    if (!names.includes(name)) fail(`${where} has no ${String(name)}; it has ${names.join(', ')}`);
};

/** Mappings as objects, all the way down. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)])) : value;
};

const parseType = (written: unknown, where: string): TensorType => {
  const match = /^(\w+)\[([\d, -]*)\]$/.exec(text(written, where));
  if (match === null || !dtypes.includes(match[1] as DType))
    return fail(`${where}: "${String(written)}" is no type, such as int8[1, 28]`);
  const shape = (match[2] ?? '').split(',').filter((part) => part.trim() !== '');
  return { dtype: match[1] as DType, shape: shape.map(Number) };
};

const parseQuant = (map: Dictionary, where: string): Quant | undefined => {
  const [scale, zeroPoint, axis] = [map.get('scale'), map.get('zeroPoint'), map.get('axis')];
  if (scale === undefined) return undefined;
  const numbers = (value: unknown): readonly number[] =>
    (Array.isArray(value) ? value : [value]).map((item) =>
      typeof item === 'number' ? item : fail(`${where}: a scale or zero point is no number`),
    );
  return { scale: numbers(scale), zeroPoint: numbers(zeroPoint ?? 0), ...(typeof axis === 'number' && { axis }) };
};

const fields = ['type', 'scale', 'zeroPoint', 'axis', 'encoding', 'intent', 'digest', 'values'];

const parseValue = (id: ValueId, written: unknown, constants: Constants): Value => {
  if (!(written instanceof Map)) return { id, type: parseType(written, id) };
  const map = written as Dictionary;
  allowOnly(map, fields, id);
  const base = parseType(map.get('type'), id);
  const quant = parseQuant(map, id);
  const type: TensorType = quant === undefined ? base : { ...base, quant };
  const extra = {
    ...(map.has('encoding') && { encoding: text(map.get('encoding'), id) }),
    ...(map.has('intent') && { intent: plain(map.get('intent')) as NonNullable<Value['intent']> }),
  };
  if (map.has('values')) {
    const elements = list(map.get('values'), id);
    const count = elementCount(type.shape);
    if (elements.length !== count) fail(`${id} has ${String(elements.length)} values instead of ${String(count)}`);
    try {
      return { ...constantValue(constants, id, type, parseElements(type.dtype, elements)), ...extra };
    } catch {
      return fail(`${id} has values that are no ${type.dtype}`);
    }
  }
  return { id, type, ...(map.has('digest') && { data: text(map.get('digest'), id) as `sha256-${string}` }), ...extra };
};

const parseNode = (written: unknown, define: (id: ValueId, type: unknown) => void, constants: Constants): Node => {
  const map = dictionary(written, 'a node');
  const id = text(map.get('id'), 'id of a node');
  allowOnly(map, ['id', 'op', 'attrs', 'inputs', 'outputs', 'graphs', 'source'], `node ${id}`);
  const outputs = dictionary(map.get('outputs') ?? new Map(), `outputs of ${id}`);
  outputs.forEach((type, name) => {
    define(name, type);
  });
  return {
    id,
    op: text(map.get('op'), `op of ${id}`),
    attrs: plain(map.get('attrs') ?? new Map()),
    inputs: list(map.get('inputs') ?? [], `inputs of ${id}`).map((item) =>
      item === null ? null : text(item, `inputs of ${id}`),
    ),
    outputs: [...outputs.keys()].map(String),
    ...(map.has('graphs') && {
      graphs: list(map.get('graphs'), `graphs of ${id}`).map((own) =>
        graphOf(dictionary(own, `a graph of ${id}`), constants),
      ),
    }),
    ...(map.has('source') && { source: plain(map.get('source')) }),
  } as unknown as Node;
};

const sections = [
  'name',
  'labels',
  'window',
  'inputs',
  'outputs',
  'state',
  'stateInputs',
  'constants',
  'order',
  'nodes',
];

const graphOf = (map: Dictionary, constants: Constants): Graph => {
  allowOnly(map, sections, 'the graph');
  const values = new Map<ValueId, Value>();
  const define = (id: unknown, type: unknown): void => {
    const name = text(id, 'the name of a tensor');
    if (values.has(name)) fail(`tensor ${name} is there twice`);
    values.set(name, parseValue(name, type, constants));
  };
  const section = (name: string): readonly ValueId[] => {
    const entries = dictionary(map.get(name) ?? new Map(), name);
    entries.forEach((type, id) => {
      define(id, type);
    });
    return [...entries.keys()];
  };
  const inputs = section('inputs');
  const initial = new Map(
    section('stateInputs').flatMap((id) => {
      const { data, ...value } = values.get(id) as Value;
      values.set(id, value);
      return data === undefined ? [] : [[id, data] as const];
    }),
  );
  section('constants');
  const nodes = list(map.get('nodes') ?? [], 'nodes').map((node) => parseNode(node, define, constants));
  const graph: Graph = {
    name: text(map.get('name'), 'name'),
    inputs,
    outputs: list(map.get('outputs') ?? [], 'outputs').map((id) => text(id, 'outputs')),
    values,
    nodes,
    ...(map.has('state') && {
      state: (plain(list(map.get('state'), 'state')) as readonly State[]).map((state) => {
        const first = initial.get(state.input);
        return first === undefined ? state : { ...state, initial: first };
      }),
    }),
    ...(map.has('window') && { window: plain(map.get('window')) as StreamedWindow }),
    ...(map.has('labels') && { labels: list(map.get('labels'), 'labels').map(String) }),
  };
  const order = map.has('order') ? list(map.get('order'), 'order').map(String) : textOrder(graph);
  return {
    ...graph,
    values: new Map(
      order.flatMap((id) => {
        const value = values.get(id);
        return value === undefined ? [] : [[id, value] as const];
      }),
    ),
  };
};

/**
 * Reads what `printGraph` writes. Constants that are written out go into `constants`; it must hold those given by
 * digest. The result is checked for form only: `verifyGraph` judges the rest.
 * @throws TinymlError TML307
 */
export const parseGraph = (source: string, constants: Constants): Graph => {
  const document = parseDocument(source);
  const [error] = document.errors;
  if (error !== undefined) {
    const [place] = error.linePos ?? [];
    throw new TinymlError(
      graphText(error.message.split('\n')[0] ?? '', place && { line: place.line, column: place.col }),
    );
  }
  return graphOf(dictionary(document.toJS({ mapAsMap: true, maxAliasCount: 0 }), 'the graph'), constants);
};

import { openFields, type Fields, type Json } from './fields.ts';
import {
  isSymbolName,
  isTensorName,
  type Argument,
  type Program,
  type ProgramInput,
  type ProgramNode,
  type ProgramOutput,
} from './program.ts';
import { readArgument, readTensorMeta } from './read-argument.ts';

/** No network for a microcontroller has as many operators. */
const mostNodes = 20_000;

/** The attribute path of the last module on the stack: entries `key,path,class`, joined by semicolons. */
const moduleOf = (stack: unknown): string => {
  if (typeof stack !== 'string') return '';
  const last = stack.slice(stack.lastIndexOf(';') + 1);
  const first = last.indexOf(',');
  const end = last.lastIndexOf(',');
  return first >= 0 && end > first ? last.slice(first + 1, end).slice(0, 200) : '';
};

const argumentName = (argument: Argument): string | undefined => {
  if (argument === null || typeof argument !== 'object' || Array.isArray(argument)) return undefined;
  return isTensorName(argument) ? argument.tensor : 'symbol' in argument ? argument.symbol : undefined;
};

/** `torch.ops.aten.conv2d.default` → aten.conv2d and default; `_operator.mul` is all operator. */
const operatorOf = (target: string): Pick<ProgramNode, 'operator' | 'overload'> => {
  const [, operator, overload] = /^torch\.ops\.([^.]+\.[^.]+)\.([^.]+)$/.exec(target) ?? [];
  return operator === undefined || overload === undefined
    ? { operator: target.replace(/^torch\.ops\./, ''), overload: 'default' }
    : { operator, overload };
};

const readNode = (fields: Fields, value: unknown, where: string): ProgramNode => {
  const node = fields.object(value, where);
  const args = fields.list(node['inputs'], `${where}.inputs`).map((one, i): readonly [string, Argument] => {
    const at = `${where}.inputs[${String(i)}]`;
    const entry = fields.object(one, at);
    return [fields.text(entry['name'] ?? '', at) || `argument ${String(i)}`, readArgument(fields, entry['arg'], at)];
  });
  const outputs = fields.list(node['outputs'], `${where}.outputs`).flatMap((one, i) => {
    const argument = readArgument(fields, one, `${where}.outputs[${String(i)}]`);
    return Array.isArray(argument) ? (argument as readonly Argument[]).map(argumentName) : [argumentName(argument)];
  });
  const metadata = fields.object(node['metadata'] ?? {}, `${where}.metadata`);
  const own = node['name'];
  return {
    ...operatorOf(fields.text(node['target'], `${where}.target`)),
    name: typeof own === 'string' && own !== '' ? own : (outputs.find((name) => name !== undefined) ?? where),
    module: moduleOf(metadata['nn_module_stack']),
    args: new Map(args),
    outputs,
  };
};

/** The only kind that a specification has, with its content. */
const kindOf = (fields: Fields, value: unknown, where: string): readonly [kind: string, content: Json] => {
  const entry = fields.object(value, where);
  const [kind = ''] = Object.keys(entry);
  return [kind, fields.object(entry[kind] ?? {}, where)];
};

const readInput = (fields: Fields, value: unknown, where: string): ProgramInput => {
  const [kind, content] = kindOf(fields, value, where);
  const stored = (key: string, buffer: boolean): ProgramInput => ({
    kind: 'stored',
    name: fields.text(fields.object(content['arg'], where)['name'], `${where}.arg.name`),
    stored: fields.text(content[key], `${where}.${key}`),
    buffer,
  });
  if (kind === 'parameter') return stored('parameter_name', false);
  if (kind === 'buffer') return stored('buffer_name', true);
  if (kind === 'tensor_constant') return stored('tensor_constant_name', false);
  if (kind === 'constant_input')
    return {
      kind: 'number',
      name: fields.text(content['name'], `${where}.name`),
      value: readArgument(fields, content['value'], `${where}.value`),
    };
  if (kind !== 'user_input') throw fields.fail(where, `is of a kind that is not supported: ${kind.slice(0, 40)}`);
  const argument = readArgument(fields, content['arg'], `${where}.arg`);
  const name = argumentName(argument);
  return name === undefined
    ? { kind: 'number', name: '', value: argument }
    : isTensorName(argument)
      ? { kind: 'user', name }
      : { kind: 'number', name, value: argument };
};

const readOutput = (fields: Fields, value: unknown, where: string): ProgramOutput => {
  const [kind, content] = kindOf(fields, value, where);
  if (kind === 'user_output') return { kind: 'user', value: readArgument(fields, content['arg'], `${where}.arg`) };
  // What a program changes of its inputs is lost: they are copies.
  if (kind === 'user_input_mutation') return { kind: 'user', value: null };
  if (kind !== 'buffer_mutation') throw fields.fail(where, `is of a kind that is not supported: ${kind.slice(0, 40)}`);
  return {
    kind: 'buffer',
    name: fields.text(fields.object(content['arg'], where)['name'], `${where}.arg.name`),
    buffer: fields.text(content['buffer_name'], `${where}.buffer_name`),
  };
};

/** Operators that run a graph once and as it is: only gradients or types of training depend on them. */
const transparent = new Set([
  'higher_order.wrap_with_set_grad_enabled',
  'higher_order.wrap_with_autocast',
  'higher_order.invoke_subgraph',
]);

const mostNested = 20;

type Body = Pick<Program, 'nodes' | 'tensors'>;

const renamed = (argument: Argument, to: (name: string) => string): Argument => {
  if (argument === null || typeof argument !== 'object') return argument;
  if (Array.isArray(argument)) return (argument as readonly Argument[]).map((one) => renamed(one, to));
  if (isTensorName(argument)) return { tensor: to(argument.tensor) };
  return isSymbolName(argument) ? { symbol: to(argument.symbol) } : argument;
};

/** The nodes of a graph that one node runs, in the place of that node. */
const inlined = (fields: Fields, node: ProgramNode, value: unknown, where: string, depth: number): Body => {
  const raw = fields.list(fields.object(value, where)['inputs'], where).map((one) => fields.object(one, where)['arg']);
  const at = raw.findIndex((arg) => fields.object(arg, where)['as_graph'] !== undefined);
  const graph = fields.object(fields.object(fields.object(raw[at] ?? {}, where)['as_graph'], where)['graph'], where);
  const body = readGraph(fields, graph, where, depth + 1);
  const operands = raw
    .slice(at + 1)
    .map((arg) => argumentName(readArgument(fields, arg, where)))
    .filter((name) => name !== undefined);
  const namesIn = (key: string): readonly (string | undefined)[] =>
    fields.list(graph[key], `${where}.${key}`).map((one) => argumentName(readArgument(fields, one, where)));
  const outer = new Map(namesIn('inputs').map((name, i) => [name, operands[i]]));
  const to = (name: string): string => outer.get(name) ?? `${node.name}/${name}`;
  const results = namesIn('outputs').flatMap((name, i): readonly ProgramNode[] => {
    const output = node.outputs[i];
    if (name === undefined || output === undefined) return [];
    const args = new Map<string, Argument>([['self', { tensor: to(name) }]]);
    return [
      { operator: 'aten.alias', overload: 'default', name: output, module: node.module, args, outputs: [output] },
    ];
  });
  const within = body.nodes.map((one) => ({
    ...one,
    args: new Map([...one.args].map(([key, argument]) => [key, renamed(argument, to)] as const)),
    outputs: one.outputs.map((name) => (name === undefined ? undefined : to(name))),
  }));
  return {
    nodes: [...within, ...results],
    tensors: new Map([...body.tensors].map(([name, meta]) => [to(name), meta])),
  };
};

const readGraph = (fields: Fields, graph: Json, place: string, depth: number): Body => {
  if (depth > mostNested) throw fields.fail(place, 'holds graphs within graphs without an end');
  const list = fields.list(graph['nodes'], `${place}nodes`);
  if (list.length > mostNodes) throw fields.fail('nodes', `are ${String(list.length)}, too many`);
  const tensors = new Map(
    Object.entries(fields.object(graph['tensor_values'], 'tensor_values')).map(([name, meta]) => [
      name,
      readTensorMeta(fields, meta, `tensor_values.${name}`),
    ]),
  );
  const nodes = list.flatMap((value, i): readonly ProgramNode[] => {
    const where = `${place}nodes[${String(i)}]`;
    const node = readNode(fields, value, where);
    if (!transparent.has(node.operator)) return [node];
    const body = inlined(fields, node, value, where, depth);
    for (const [name, meta] of body.tensors) if (!tensors.has(name)) tensors.set(name, meta);
    return body.nodes;
  });
  return { nodes, tensors };
};

/** The exported program of models/<name>.json. @throws TinymlError (TML202) where it is none */
export const readProgram = (path: string, file: string, json: Json): Program => {
  const fields = openFields(path, file);
  const graphModule = fields.object(json['graph_module'], 'graph_module');
  const graph = fields.object(graphModule['graph'], 'graph');
  const signature = fields.object(graphModule['signature'], 'signature');
  const each = <T>(value: unknown, what: string, read: (fields: Fields, value: unknown, where: string) => T) =>
    fields.list(value, what).map((one, i) => read(fields, one, `${what}[${String(i)}]`));
  return {
    ...readGraph(fields, graph, '', 0),
    inputs: each(signature['input_specs'], 'input_specs', readInput),
    outputs: each(signature['output_specs'], 'output_specs', readOutput),
  };
};

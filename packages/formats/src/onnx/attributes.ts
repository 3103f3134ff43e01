import type { AttributeProto, GraphProto, TensorProto } from './schema.ts';
import { TranslationError } from '../translation/translation-error.ts';

/** Attributes of one operator, by their names in ONNX. What is never asked for is told by `unread`. */
export interface Attributes {
  has(name: string): boolean;
  int(name: string, absent: number): number;
  flag(name: string, absent: boolean): boolean;
  float(name: string, absent: number): number;
  text(name: string, absent: string): string;
  texts(name: string): readonly string[];
  ints(name: string): readonly number[] | undefined;
  floats(name: string): readonly number[] | undefined;
  tensor(name: string): TensorProto | undefined;
  /** @throws TranslationError where it is absent */
  graph(name: string): GraphProto;
  /** Attributes that change nothing at inference. */
  ignore(...names: readonly string[]): void;
  /** Names of attributes that nothing has asked for. */
  unread(): readonly string[];
}

const decoder = new TextDecoder();

export const openAttributes = (list: readonly AttributeProto[]): Attributes => {
  const byName = new Map(list.map((attribute) => [attribute.name, attribute]));
  const asked = new Set<string>();
  const get = (name: string): AttributeProto | undefined => {
    asked.add(name);
    return byName.get(name);
  };
  const value = <Value>(
    name: string,
    absent: Value,
    read: (attribute: AttributeProto) => Value | undefined,
    zero: Value,
  ): Value => {
    // prettier-ignore
    const attribute = get(name);
    // Writers may leave out a 0.
    return attribute === undefined ? absent : (read(attribute) ?? zero);
  };
  const int: Attributes['int'] = (name, absent) => value(name, absent, ({ i }) => i, 0);
  return {
    has: (name) => byName.has(name),
    int,
    flag: (name, absent) => int(name, absent ? 1 : 0) !== 0,
    float: (name, absent) => value(name, absent, ({ f }) => f, 0),
    text: (name, absent) => value(name, absent, ({ s }) => s && decoder.decode(s), ''),
    texts: (name) => get(name)?.strings.map((bytes) => decoder.decode(bytes)) ?? [],
    ints: (name) => get(name)?.ints,
    floats: (name) => get(name)?.floats,
    tensor: (name) => get(name)?.t,
    graph(name) {
      const graph = get(name)?.g;
      if (graph === undefined) throw new TranslationError(`has no ${name}`);
      return graph;
    },
    ignore(...names) {
      for (const name of names) asked.add(name);
    },
    unread: () => [...byName.keys()].filter((name) => !asked.has(name)),
  };
};

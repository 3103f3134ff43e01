import type { DType } from '@tinyml/core';
import { TranslationError } from '../translation/translation-error.ts';
import { dtypeOf } from './element-types.ts';
import type { AttrValue, NodeDef, TensorProto } from './schema.ts';

/** Attributes of one operator, by their names in TensorFlow. */
export interface Attributes {
  int(name: string, absent: number): number;
  flag(name: string, absent?: boolean): boolean;
  float(name: string, absent: number): number;
  text(name: string, absent: string): string;
  texts(name: string): readonly string[];
  ints(name: string): readonly number[];
  type(name: string, absent?: DType): DType;
  tensor(name: string): TensorProto | undefined;
  /** The name of a function; '' where there is none. */
  func(name: string): string;
  /** Those whose names begin with `prefix`, by what follows it. */
  under(prefix: string): Attributes;
}

const decoder = new TextDecoder();

export const openAttributes = ({ attr }: Pick<NodeDef, 'attr'>): Attributes => {
  const get = (name: string): Partial<AttrValue> => attr.get(name) ?? {};
  return {
    int: (name, absent) => get(name).i ?? absent,
    flag: (name, absent = false) => (attr.has(name) ? get(name).b === 1 : absent),
    float: (name, absent) => get(name).f ?? absent,
    text(name, absent) {
      const { s } = get(name);
      return s === undefined ? absent : decoder.decode(s);
    },
    texts: (name) => get(name).list?.s.map((bytes) => decoder.decode(bytes)) ?? [],
    ints: (name) => get(name).list?.i ?? [],
    type(name, absent) {
      const { type } = get(name);
      if (type === undefined && absent === undefined) throw new TranslationError(`has no ${name}`);
      return type === undefined && absent !== undefined ? absent : dtypeOf(type);
    },
    tensor: (name) => get(name).tensor,
    func: (name) => get(name).func?.name ?? '',
    under(prefix) {
      const own = [...attr].filter(([name]) => name.startsWith(prefix));
      return openAttributes({ attr: new Map(own.map(([name, value]) => [name.slice(prefix.length), value])) });
    },
  };
};

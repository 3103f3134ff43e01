import { constantValue, sameType, type Constants, type TensorData, type TensorType, type Value } from '@tinyml/core';

/** The graph's values while it is read: those of the file, and those that an operator of the file is made of. */
export interface Values {
  readonly all: Map<string, Value>;
  /** Values whose shape in the file is a stand-in. */
  readonly open: Set<string>;
  /** A constant that the file does not have; gives its name. */
  constant(wanted: string, type: TensorType, data: TensorData): string;
  /** A result between two nodes of one operator; gives its name. */
  computed(wanted: string, type: TensorType): string;
  /** Gives a value of the file its elements. */
  settle(id: string, data: TensorData): void;
  /** Gives a value of the file the elements of the constant `from`; false where that is none of its type. */
  same(id: string, from: string): boolean;
}

export const collectValues = (values: readonly Value[], open: Iterable<string>, constants: Constants): Values => {
  const all = new Map(values.map((value) => [value.id, value]));
  const unique = (wanted: string): string => {
    let id = wanted;
    for (let count = 1; all.has(id); count += 1) id = `${wanted}_${String(count)}`;
    return id;
  };
  return {
    all,
    open: new Set(open),
    constant(wanted, type, data) {
      const id = unique(wanted);
      all.set(id, constantValue(constants, id, type, data));
      return id;
    },
    computed(wanted, type) {
      const id = unique(wanted);
      all.set(id, { id, type });
      return id;
    },
    settle(id, data) {
      const value = all.get(id);
      if (value !== undefined) all.set(id, constantValue(constants, id, value.type, data));
    },
    same(id, from) {
      const [value, given] = [all.get(id), all.get(from)];
      if (value === undefined || given?.data === undefined || !sameType(value.type, given.type)) return false;
      all.set(id, { ...value, data: given.data });
      return true;
    },
  };
};

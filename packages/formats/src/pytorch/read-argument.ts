import type { Fields, Json } from './fields.ts';
import type { Argument, TensorMeta } from './program.ts';

const numberFrom = (fields: Fields, value: unknown, where: string): number => {
  if (typeof value === 'number') return value;
  const words: Readonly<Record<string, number>> = { Infinity, '-Infinity': -Infinity, NaN };
  const word = typeof value === 'string' ? words[value] : undefined;
  if (word === undefined) throw fields.fail(where, 'is not a number');
  return word;
};

const nameOf = (fields: Fields, value: unknown, where: string): string =>
  fields.text(fields.object(value, where)['name'], `${where}.name`);

/** A number that may be computed: { as_int }, { as_float }, { as_bool } or { as_name }. */
const symbolic = (fields: Fields, value: unknown, where: string): Argument => {
  const entry = fields.object(value, where);
  if (entry['as_name'] !== undefined) return { symbol: fields.text(entry['as_name'], where) };
  if (typeof entry['as_bool'] === 'boolean') return entry['as_bool'];
  return numberFrom(fields, entry['as_int'] ?? entry['as_float'], where);
};

type Read = (fields: Fields, value: unknown, where: string) => Argument;

const listOf =
  (read: Read): Read =>
  (fields, value, where) =>
    fields.list(value, where).map((one, i) => read(fields, one, `${where}[${String(i)}]`));

const truth: Read = (fields, value, where) => {
  if (typeof value !== 'boolean') throw fields.fail(where, 'is not a truth value');
  return value;
};

const tensor: Read = (fields, value, where) => ({ tensor: nameOf(fields, value, where) });

const optionalTensor: Read = (fields, value, where) => {
  const entry = fields.object(value, where);
  return entry['as_tensor'] === undefined ? null : tensor(fields, entry['as_tensor'], where);
};

const text: Read = (fields, value, where) => fields.text(value, where);

const nothing: Read = () => null;

/** The forms of an argument, of which it has one. */
const forms: Readonly<Record<string, Read>> = {
  as_none: nothing,
  as_tensor: tensor,
  as_tensors: listOf(tensor),
  as_optional_tensor: optionalTensor,
  as_optional_tensors: listOf(optionalTensor),
  as_nested_tensors: listOf(listOf(tensor)),
  as_int: numberFrom,
  as_ints: listOf(numberFrom),
  as_int_lists: listOf(listOf(numberFrom)),
  as_float: numberFrom,
  as_floats: listOf(numberFrom),
  as_string: text,
  as_strings: listOf(text),
  as_sym_int: symbolic,
  as_sym_ints: listOf(symbolic),
  as_sym_float: symbolic,
  as_sym_floats: listOf(symbolic),
  as_sym_bool: symbolic,
  as_sym_bools: listOf(symbolic),
  as_bool: truth,
  as_bools: listOf(truth),
  as_scalar_type: numberFrom,
  // Where tensors lie and how, has no meaning here.
  as_memory_format: nothing,
  as_layout: nothing,
  as_device: nothing,
  as_graph: (fields, value, where) => ({ graph: nameOf(fields, value, where) }),
  as_custom_obj: (fields, value, where) => `object ${nameOf(fields, value, where)}`,
  as_operator: text,
};

/** @throws TinymlError (TML202) for what is no argument */
export const readArgument = (fields: Fields, value: unknown, where: string): Argument => {
  const entry = fields.object(value, where);
  const [form, ...others] = Object.keys(entry).filter((key) => entry[key] !== null || key === 'as_none');
  const read = form === undefined ? undefined : forms[form];
  if (form === undefined || others.length > 0 || !Object.hasOwn(forms, form) || read === undefined)
    throw fields.fail(where, `has no form that is known: ${JSON.stringify(Object.keys(entry)).slice(0, 80)}`);
  return read(fields, entry[form], `${where}.${form}`);
};

const sizeFrom = (fields: Fields, value: unknown, where: string): number | string => {
  const entry = fields.object(value, where);
  if (entry['as_int'] !== undefined) return fields.whole(entry['as_int'], where);
  const expression: Json = fields.object(entry['as_expr'], where);
  return fields.text(expression['expr_str'], where);
};

export const readTensorMeta = (fields: Fields, value: unknown, where: string): TensorMeta => {
  const meta = fields.object(value, where);
  const sizes = (key: string): readonly (number | string)[] =>
    fields.list(meta[key], `${where}.${key}`).map((one, i) => sizeFrom(fields, one, `${where}.${key}[${String(i)}]`));
  return {
    scalarType: fields.whole(meta['dtype'], `${where}.dtype`),
    sizes: sizes('sizes'),
    strides: sizes('strides'),
    offset: sizeFrom(fields, meta['storage_offset'], `${where}.storage_offset`),
  };
};

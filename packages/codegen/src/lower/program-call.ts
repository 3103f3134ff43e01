import type { CValue, KernelCall } from '@tinyml/core';
import type { ConstantPool } from './constant-pool.ts';
import type { ProgramCall } from '../program/program.ts';

/** A program is JSON, which has no infinities: an unbounded clamp becomes math.h's name for it. */
const jsonValue = (value: CValue): CValue => {
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : { c: Number.isNaN(value) ? 'NAN' : value > 0 ? 'INFINITY' : '-INFINITY' };
  if (Array.isArray(value)) return (value as readonly CValue[]).map(jsonValue);
  return 'fields' in value ? { fields: jsonFields(value.fields) } : value;
};

const jsonFields = (fields: Readonly<Record<string, CValue>>): Readonly<Record<string, CValue>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, jsonValue(value)]));

/** A kernel's call as plain data; its constants go to the pool under `name`. */
export const packCall = (call: KernelCall, name: string, pool: ConstantPool, scratch: number | null): ProgramCall => ({
  function: call.function,
  ...(call.params === undefined ? {} : { params: { ...call.params, fields: jsonFields(call.params.fields) } }),
  arguments: call.arguments,
  constants: Object.fromEntries(
    call.constants.map((constant) => [constant.name, pool.add(`${name}_${constant.name}`, constant)]),
  ),
  scratch,
  ...(call.size === undefined ? {} : { size: call.size }),
});

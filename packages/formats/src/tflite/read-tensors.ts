import {
  byteWidth,
  elementCount,
  TinymlError,
  type Constants,
  type Digest,
  type DType,
  type Quant,
  type Value,
} from '@tinyml/core';
import { inconsistentModel, modelTooLarge } from '../diagnostics/model.ts';
import { charge, type FlatFile } from './decode.ts';
import { elementType, storedBytes, unpackInt4 } from './element-types.ts';
import type { Problems } from './problems.ts';
import { readQuant } from './read-quant.ts';
import { denseBytes } from './sparse.ts';
import type { Decoded } from './tables.ts';

/**
 * A tensor of the file; `value` is undefined where tinyml cannot have it, for the `reason` given: that matters only where
 * something uses the tensor.
 */
export interface SourceTensor {
  readonly name: string;
  readonly value?: Value;
  readonly reason?: string;
  /** Its shape, where it is not fixed. */
  readonly dynamic?: readonly number[];
  /** It has no elements, whatever the model is given: there is nothing to compute, and nothing to read. */
  readonly empty?: true;
  /** The file leaves sizes open: the shape is what its operator infers. */
  readonly open?: true;
  /** It lives from one inference to the next, and the operator that reads it changes it. */
  readonly variable?: true;
  /** A result that the file calls real but has a scale for, as for stored numbers. */
  readonly statedQuant?: Quant;
}

type Buffers = readonly Decoded<'Buffer'>[];

/** What a tensor's data is read from, and where it goes. */
export interface TensorSource {
  readonly file: FlatFile;
  readonly buffers: Buffers;
  readonly constants: Constants;
  /** Digests of what was stored, by buffer and form. */
  readonly stored: Map<string, Digest>;
}

const largestTensor = 2 ** 30;
/** A few bytes of a file may stand for so many. */
const largestSparse = 2 ** 24;
const mostDimensions = 8;

/** The bytes of buffer `index`, in the FlatBuffer or (in files above 2 GB) after it. */
const bufferBytes = (file: FlatFile, buffers: Buffers, index: number): Uint8Array | undefined => {
  const buffer = buffers[index];
  if (index === 0 || buffer === undefined) return undefined;
  if (buffer.offset <= 1n) return buffer.data;
  const end = buffer.offset + buffer.size;
  if (end > BigInt(file.bytes.length)) {
    throw new TinymlError(
      inconsistentModel(file.path, `buffer ${String(index)}`, `its bytes end at ${String(end)}, outside the file`),
    );
  }
  return file.bytes.subarray(Number(buffer.offset), Number(end));
};

/** Stores a tensor's bytes; many tensors may share a buffer, which is hashed once. */
const storeConstant = (
  source: TensorSource,
  tensor: Decoded<'Tensor'>,
  dtype: DType,
  stored: Uint8Array,
  count: number,
): Digest => {
  const key = `${String(tensor.buffer)} ${dtype === 'int4' || dtype === 'bool' ? dtype : ''} ${String(count % 2)}`;
  const known = source.stored.get(key);
  if (known !== undefined) return known;
  charge(source.file, 'bytes', stored.length, stored.byteOffset - source.file.bytes.byteOffset);
  const digest = source.constants.put(plainBytes(dtype, stored, count));
  source.stored.set(key, digest);
  return digest;
};

/** The constant's bytes as the IR stores them. */
const plainBytes = (dtype: DType, stored: Uint8Array, count: number): Uint8Array => {
  if (dtype === 'int4') return unpackInt4(stored, count);
  // Bytes that are neither 0 nor 1 are no bool in C.
  if (dtype === 'bool') return stored.map((byte) => (byte === 0 ? 0 : 1));
  return stored;
};

/** Why a tensor cannot be had, though the file is right. */
const unsupportedTensor = (
  tensor: Decoded<'Tensor'>,
  typeName: string,
  dtype: DType | undefined,
): string | undefined => {
  if (dtype === undefined) return `elements of type ${typeName} are not supported`;
  if (tensor.sparsity !== undefined && dtype === 'int4') return 'sparse tensors of int4 are not supported';
  if (tensor.externalBuffer !== 0) return 'weights in other files are not supported';
  return undefined;
};

export const readTensor = (
  source: TensorSource,
  tensor: Decoded<'Tensor'>,
  id: string,
  problems: Problems,
): SourceTensor => {
  const { file, buffers } = source;
  const where = `tensor ${id}`;
  const shape = tensor.shape ?? [];
  const type = elementType(tensor.type);
  if (type === undefined) {
    problems.inconsistent(where, `there is no element type ${String(tensor.type)}`);
    return { name: id };
  }
  const [typeName, dtype] = type;
  if (tensor.buffer >= buffers.length) {
    problems.inconsistent(where, `it has buffer ${String(tensor.buffer)} of ${String(buffers.length)}`);
    return { name: id };
  }
  const reason = unsupportedTensor(tensor, typeName, dtype);
  if (reason !== undefined || dtype === undefined) return { name: id, ...(reason !== undefined && { reason }) };
  if (shape.length > mostDimensions) {
    return { name: id, reason: `tensors of ${String(shape.length)} dimensions are not supported` };
  }
  // A runtime sets variable tensors to zero, whatever is stored.
  const stored = tensor.isVariable ? undefined : bufferBytes(file, buffers, tensor.buffer);
  const count = elementCount(shape);
  const isConstant = stored !== undefined && stored.length > 0;
  const { shapeSignature } = tensor;
  if (shapeSignature !== undefined && shapeSignature.length > 0 && !fits(shape, shapeSignature)) {
    problems.inconsistent(
      where,
      `shape [${shape.join(', ')}] is no case of its signature [${shapeSignature.join(', ')}]`,
    );
    return { name: id };
  }
  if (shape.some((dimension) => dimension < 0) || count === 0) {
    return { name: id, dynamic: shape, ...(isEmpty(tensor) && { empty: true }) };
  }
  const bytes = count * byteWidth(dtype);
  if (!(bytes <= largestTensor)) {
    problems.add(modelTooLarge(file.path, where, bytes, largestTensor));
    return { name: id };
  }
  const quant = readQuant(tensor.quantization, dtype, shape, isConstant, where, problems);
  const value = { id, type: { dtype, shape, ...(quant && { quant }) } };
  const [scale, ...others] = tensor.quantization?.scale ?? [];
  if (!isConstant)
    return {
      name: id,
      value,
      ...(dtype === 'float32' &&
        scale !== undefined &&
        others.length === 0 && {
          statedQuant: { scale: [scale], zeroPoint: [Number(tensor.quantization?.zeroPoint?.[0] ?? 0n)] },
        }),
      ...(isOpen(tensor) && { open: true }),
      ...(tensor.isVariable && { variable: true }),
    };
  if (tensor.sparsity !== undefined) {
    if (bytes > largestSparse) {
      problems.add(modelTooLarge(file.path, where, bytes, largestSparse));
      return { name: id };
    }
    const dense = denseBytes(file, tensor.sparsity, shape, stored, byteWidth(dtype));
    if (typeof dense !== 'string')
      return { name: id, value: { ...value, data: source.constants.put(plainBytes(dtype, dense, count)) } };
    problems.inconsistent(where, dense);
    return { name: id };
  }
  const expected = storedBytes(dtype, count, byteWidth(dtype));
  if (stored.length !== expected) {
    problems.inconsistent(
      where,
      `${typeName} [${shape.join(', ')}] takes ${String(expected)} bytes, its buffer has ${String(stored.length)}`,
    );
    return { name: id };
  }
  return { name: id, value: { ...value, data: storeConstant(source, tensor, dtype, stored, count) } };
};

/** A size of −1 in the signature, or no rank at all. */
const isOpen = ({ hasRank, shape, shapeSignature }: Decoded<'Tensor'>): boolean =>
  shapeSignature?.includes(-1) === true || (!hasRank && (shape ?? []).length === 0);

/** A size of 0 that is no stand-in. */
const isEmpty = ({ shape = [], shapeSignature }: Decoded<'Tensor'>): boolean =>
  shape.every((size) => size >= 0) && shape.some((size, axis) => size === 0 && (shapeSignature?.[axis] ?? 0) === 0);

/** −1 in a signature stands for any size. */
const fits = (shape: readonly number[], signature: readonly number[]): boolean =>
  shape.length === signature.length &&
  signature.every((dimension, index) => dimension === -1 || dimension === shape[index]);

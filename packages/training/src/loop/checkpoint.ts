import { elementCount } from '@tinyml/core';

/** Tensors and a small description, as a checkpoint stores them. */
export interface Snapshot {
  readonly description: unknown;
  readonly tensors: readonly SnapshotTensor[];
}

export interface SnapshotTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One line of JSON, then the tensors' float32 values in its order. */
export const encodeSnapshot = ({ description, tensors }: Snapshot): Uint8Array => {
  const head = JSON.stringify({ description, tensors: tensors.map(({ name, shape }) => ({ name, shape })) });
  const values = tensors.map(({ values: { buffer, byteOffset, byteLength } }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return Buffer.concat([Buffer.from(`${head}\n`), ...values]);
};

/** What `encodeSnapshot` wrote. The cache has checked the bytes. */
export const decodeSnapshot = (bytes: Uint8Array): Snapshot => {
  const buffer = Buffer.from(bytes);
  const end = buffer.indexOf('\n');
  const head = JSON.parse(buffer.subarray(0, end).toString()) as {
    readonly description: unknown;
    readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
  };
  let offset = end + 1;
  const tensors = head.tensors.map(({ name, shape }) => {
    const length = elementCount(shape) * Float32Array.BYTES_PER_ELEMENT;
    const values = new Float32Array(new Uint8Array(buffer.subarray(offset, offset + length)).buffer);
    offset += length;
    return { name, shape, values };
  });
  return { description: head.description, tensors };
};

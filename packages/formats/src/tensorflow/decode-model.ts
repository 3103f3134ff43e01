import { TinymlError } from '@tinyml/core';
import { malformedModel } from '../diagnostics/model.ts';
import { decodeMessage, ProtobufError, type Message } from '../protobuf/message.ts';

/** @throws TinymlError TML202 */
export const decodeModel = <Value>(path: string, kind: Message<Value>, bytes: Uint8Array): Value => {
  try {
    return decodeMessage(kind, bytes);
  } catch (error) {
    if (error instanceof ProtobufError) throw new TinymlError(malformedModel(path, error.message, error.offset));
    throw error;
  }
};

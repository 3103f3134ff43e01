import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

const graphField = 7;
const initializerField = 5;
const nameField = 8;

/** A tensor's bytes under another name: of two names the later one holds. */
const renamed = (tensor: Uint8Array, name: string): Uint8Array =>
  new BinaryWriter().raw(tensor).tag(nameField, WireType.LengthDelimited).string(name).finish();

/** An ONNX model in which inputs are constants: initializers under the inputs' names, added to the graph. */
export const bindInputs = (model: Uint8Array, tensors: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const result = new BinaryWriter();
  const reader = new BinaryReader(model);
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [field, wire] = reader.tag();
    if (field !== graphField) {
      reader.skip(wire, field);
      result.raw(model.subarray(start, reader.pos));
      continue;
    }
    const graph = new BinaryWriter().raw(reader.bytes());
    for (const [name, tensor] of tensors)
      graph.tag(initializerField, WireType.LengthDelimited).bytes(renamed(tensor, name));
    result.tag(graphField, WireType.LengthDelimited).bytes(graph.finish());
  }
  return result.finish();
};

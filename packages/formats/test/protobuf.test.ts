import { expect, test } from '@jest/globals';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  bytes,
  decodeMessage,
  floats,
  int,
  ints,
  mapping,
  message,
  part,
  ProtobufError,
  text,
  type Message,
} from '../src/protobuf/message.ts';

interface Sample {
  readonly id: number | undefined;
  readonly name: string;
  readonly raw: Uint8Array | undefined;
  readonly list: readonly number[];
  readonly real: readonly number[];
  readonly inner: Sample | undefined;
  readonly map: ReadonlyMap<string, Sample>;
}

const sample: Message<Sample> = message({
  id: int(1),
  name: text(2),
  raw: bytes(3),
  list: ints(4),
  real: floats(5),
  inner: part(6, () => sample),
  map: mapping(7, () => sample),
});

test('reads fields of all kinds, packed and one by one, and passes over others', () => {
  const file = new BinaryWriter();
  file.tag(1, WireType.Varint).int64(-5).tag(2, WireType.LengthDelimited).string('näme');
  file.tag(3, WireType.LengthDelimited).bytes(Uint8Array.of(1, 2)).tag(99, WireType.LengthDelimited).string('other');
  file.tag(4, WireType.Varint).int64(7).tag(4, WireType.LengthDelimited).fork().int64(8).int64(-9).join();
  file.tag(5, WireType.LengthDelimited).fork().float(0.5).float(-2).join();
  file.tag(6, WireType.LengthDelimited).fork().tag(1, WireType.Varint).int64(3).join();
  file.tag(7, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string('k');
  file.tag(2, WireType.LengthDelimited).fork().tag(1, WireType.Varint).int64(4).join().join();
  const read = decodeMessage(sample, file.finish());
  expect(read).toMatchObject({ id: -5, name: 'näme', raw: Uint8Array.of(1, 2), list: [7, 8, -9], real: [0.5, -2] });
  expect(read.inner?.id).toBe(3);
  expect(read.map.get('k')?.id).toBe(4);
});

test('tells where bytes end too early, at the place in the whole file', () => {
  const cut = Uint8Array.of(0x32, 0x04, 0x12, 0x7f, 0x61, 0x61);
  expect(() => decodeMessage(sample, cut)).toThrow(ProtobufError);
  const deep = Array.from({ length: 200 }).reduce<Uint8Array>(
    (inner) => new BinaryWriter().tag(6, WireType.LengthDelimited).bytes(inner).finish(),
    new Uint8Array(),
  );
  expect(() => decodeMessage(sample, deep)).toThrow('deep');
});

import { TinymlError } from '@tinyml/core';
import { dataTooLarge, malformedData, unsupportedData } from '../../diagnostics/data.ts';

/** Sound of one channel: samples in [−1, 1], `rate` of them a second. */
export interface Sound {
  readonly rate: number;
  readonly samples: Float32Array;
}

/** Greatest number of samples over all channels: an hour of stereo at 16 kHz. */
const maximumSamples = 2 ** 27;

type ReadSample = (view: DataView, at: number) => number;

const pcm: Readonly<Record<number, ReadSample>> = {
  8: (view, at) => (view.getUint8(at) - 128) / 128,
  16: (view, at) => view.getInt16(at, true) / 32768,
  24: (view, at) => ((view.getUint8(at) << 8) | (view.getInt16(at + 1, true) << 16)) / 2147483648,
  32: (view, at) => view.getInt32(at, true) / 2147483648,
};

const float: Readonly<Record<number, ReadSample>> = {
  32: (view, at) => view.getFloat32(at, true),
  64: (view, at) => view.getFloat64(at, true),
};

interface Format {
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
  readonly read: ReadSample;
}

const formats: Readonly<Record<number, Readonly<Record<number, ReadSample>>>> = { 1: pcm, 3: float };

const readFormat = (path: string, chunk: DataView): Format => {
  if (chunk.byteLength < 16) throw new TinymlError(malformedData(path, 'the fmt chunk of the WAV is cut off'));
  const tag = chunk.getUint16(0, true);
  // WAVE_FORMAT_EXTENSIBLE: the format is the first two bytes of its identifier.
  const kind = tag === 0xfffe && chunk.byteLength >= 26 ? chunk.getUint16(24, true) : tag;
  const [channels, rate, bits] = [chunk.getUint16(2, true), chunk.getUint32(4, true), chunk.getUint16(14, true)];
  const read = formats[kind]?.[bits];
  if (read === undefined)
    throw new TinymlError(
      unsupportedData(path, `WAV format ${String(kind)} with ${String(bits)} bits is neither PCM of 8, 16, 24, 32 bits nor float`), // prettier-ignore
    );
  if (channels === 0 || channels > 64 || rate < 100 || rate > 1e6)
    throw new TinymlError(malformedData(path, `a WAV of ${String(channels)} channels at ${String(rate)} Hz`));
  return { channels, rate, bits, read };
};

const name = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/**
 * A WAV file (RIFF: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0): PCM of 8, 16, 24 or
 * 32 bits or float; several channels become their mean.
 * @throws TinymlError (TML801, TML803, TML810, TML812), never anything else, whatever the bytes are
 */
export const readWav = (path: string, bytes: Uint8Array): Sound => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || name(view, 0) !== 'RIFF' || name(view, 8) !== 'WAVE')
    throw new TinymlError(malformedData(path, 'not a WAV file'));
  let format: Format | undefined;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const chunk = name(view, at);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (start + size > bytes.length)
      throw new TinymlError(malformedData(path, `the ${chunk} chunk of the WAV is cut off`));
    if (chunk === 'fmt ') format = readFormat(path, new DataView(bytes.buffer, bytes.byteOffset + start, size));
    if (chunk === 'data') {
      if (format === undefined)
        throw new TinymlError(malformedData(path, 'a WAV whose samples come before their format'));
      return mixed(path, format, view, start, size);
    }
    at = start + size + (size % 2);
  }
  throw new TinymlError(malformedData(path, 'a WAV without samples'));
};

const mixed = (
  path: string,
  { channels, rate, bits, read }: Format,
  view: DataView,
  start: number,
  size: number,
): Sound => {
  const width = bits / 8;
  const count = Math.floor(size / (width * channels));
  if (count * channels > maximumSamples)
    throw new TinymlError(dataTooLarge(path, count * channels * 4, maximumSamples * 4));
  const samples = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += read(view, start + (i * channels + channel) * width);
    samples[i] = sum / channels;
  }
  return { rate, samples };
};

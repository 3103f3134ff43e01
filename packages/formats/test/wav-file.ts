interface WavOptions {
  readonly bits?: 8 | 16 | 24 | 32 | 64;
  readonly kind?: 'pcm' | 'float';
  readonly rate?: number;
  readonly channels?: number;
  readonly extensible?: boolean;
  /** A chunk of this name before the format. */
  readonly before?: string;
}

const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};

/** A WAV file of interleaved samples in [−1, 1]. */
export const wav = (
  samples: ArrayLike<number>,
  { bits = 16, kind = 'pcm', rate = 16_000, channels = 1, extensible = false, before }: WavOptions = {},
): Uint8Array => {
  const width = bits / 8;
  const data = Buffer.alloc(samples.length * width);
  const top = 2 ** (bits - 1);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] ?? 0;
    const whole = Math.max(-top, Math.min(top - 1, Math.round(value * top)));
    if (kind === 'float') {
      if (bits === 64) data.writeDoubleLE(value, i * width);
      else data.writeFloatLE(value, i * width);
    } else if (bits === 8) data.writeUInt8(whole + 128, i);
    else data.writeIntLE(whole, i * width, width);
  }
  const format = Buffer.alloc(extensible ? 40 : 16);
  const tag = kind === 'float' ? 3 : 1;
  format.writeUInt16LE(extensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * width * channels, 8);
  format.writeUInt16LE(width * channels, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) format.writeUInt16LE(tag, 24);
  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    ...(before === undefined ? [] : [chunk(before, Buffer.from('odd'))]),
    chunk('fmt ', format),
    chunk('data', data),
  ]);
  return new Uint8Array(chunk('RIFF', body));
};

/** Small .pt2 files, written as torch.export.save writes them, without compression. */

type Size = number | string;

interface TensorSpec {
  /** Default: float32. */
  readonly dtype?: number;
  readonly sizes: readonly Size[];
}

interface StoredSpec extends TensorSpec {
  readonly sizes: readonly number[];
  readonly buffer?: true;
  readonly strides?: readonly number[];
  readonly offset?: number;
  /** float32; the whole storage. */
  readonly values: readonly number[];
}

export interface NodeSpec {
  /** `aten.relu.default` */
  readonly target: string;
  readonly args: Readonly<Record<string, object>>;
  readonly outputs: Readonly<Record<string, TensorSpec>>;
}

export interface ProgramSpec {
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  readonly stored?: Readonly<Record<string, StoredSpec>>;
  readonly nodes: readonly NodeSpec[];
  readonly outputs: readonly string[];
  /** Buffers and the tensors that they hold next. */
  readonly mutations?: Readonly<Record<string, string>>;
}

export type Entries = ReadonlyMap<string, Uint8Array>;

const sizeOf = (size: Size): object =>
  typeof size === 'number' ? { as_int: size } : { as_expr: { expr_str: size, hint: { as_int: 2 } } };

const dense = (sizes: readonly Size[]): number[] =>
  sizes.map((_, axis) => sizes.slice(axis + 1).reduce<number>((product, size) => product * Number(size), 1));

const metaOf = ({ dtype = 7, sizes, ...rest }: TensorSpec & Pick<Partial<StoredSpec>, 'strides' | 'offset'>) => ({
  dtype,
  sizes: sizes.map(sizeOf),
  requires_grad: false,
  device: { type: 'cpu', index: null },
  strides: (rest.strides ?? dense(sizes)).map((stride) => ({ as_int: Number.isFinite(stride) ? stride : 1 })),
  storage_offset: { as_int: rest.offset ?? 0 },
  layout: 7,
});

export const tensor = (name: string): object => ({ as_tensor: { name } });

const bytesOf = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export const pt2Entries = ({ inputs, stored = {}, nodes, outputs, mutations = {} }: ProgramSpec): Entries => {
  const tensors = { ...inputs, ...stored, ...Object.assign({}, ...nodes.map((node) => node.outputs)) } as Record<
    string,
    TensorSpec
  >;
  const program = {
    graph_module: {
      graph: {
        inputs: [...Object.keys(stored), ...Object.keys(inputs)].map(tensor),
        outputs: outputs.map(tensor),
        nodes: nodes.map(({ target, args, outputs: results }) => ({
          target: `torch.ops.${target}`,
          inputs: Object.entries(args).map(([name, arg]) => ({ name, arg, kind: 1 })),
          outputs: Object.keys(results).map(tensor),
          metadata: {},
        })),
        tensor_values: Object.fromEntries(Object.entries(tensors).map(([name, spec]) => [name, metaOf(spec)])),
      },
      signature: {
        input_specs: [
          ...Object.entries(stored).map(([name, { buffer }]) =>
            buffer === true
              ? { buffer: { arg: { name }, buffer_name: name, persistent: true } }
              : { parameter: { arg: { name }, parameter_name: name } },
          ),
          ...Object.keys(inputs).map((name) => ({ user_input: { arg: tensor(name) } })),
        ],
        output_specs: [
          ...Object.entries(mutations).map(([buffer, name]) => ({
            buffer_mutation: { arg: { name }, buffer_name: buffer },
          })),
          ...outputs.map((name) => ({ user_output: { arg: tensor(name) } })),
        ],
      },
    },
    schema_version: { major: 8, minor: 20 },
  };
  const config = Object.fromEntries(
    Object.entries(stored).map(([name, spec], i) => [
      name,
      { path_name: `weight_${String(i)}`, is_param: true, use_pickle: false, tensor_meta: metaOf(spec) },
    ]),
  );
  return new Map([
    ['model/data/weights/model_weights_config.json', encode({ config })],
    ...Object.values(stored).map(
      ({ values }, i) => [`model/data/weights/weight_${String(i)}`, bytesOf(values)] as const,
    ),
    ['model/models/model.json', encode(program)],
    ['model/archive_format', new TextEncoder().encode('pt2')],
    ['model/byteorder', new TextEncoder().encode('little')],
  ]);
};

/** A zip archive of stored entries (PKWARE APPNOTE 4.3). */
export const archiveOf = (entries: Entries): Uint8Array => {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, data] of entries) {
    const text = new TextEncoder().encode(name);
    const local = new DataView(new ArrayBuffer(30));
    const central = new DataView(new ArrayBuffer(46));
    local.setUint32(0, 0x04034b50, true);
    central.setUint32(0, 0x02014b50, true);
    for (const [view, at] of [
      [local, 18],
      [central, 20],
    ] as const) {
      // prettier-ignore
      view.setUint32(at, data.length, true);
      view.setUint32(at + 4, data.length, true);
      view.setUint16(at + 8, text.length, true);
    }
    central.setUint32(42, offset, true);
    parts.push(new Uint8Array(local.buffer), text, data);
    directory.push(new Uint8Array(central.buffer), text);
    offset += 30 + text.length + data.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.size, true);
  end.setUint16(10, entries.size, true);
  end.setUint32(12, directory.reduce((sum, { length }) => sum + length, 0), true); // prettier-ignore
  end.setUint32(16, offset, true);
  const all = [...parts, ...directory, new Uint8Array(end.buffer)];
  const result = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    result.set(part, at);
    at += part.length;
  }
  return result;
};

export const pt2File = (spec: ProgramSpec): Uint8Array => archiveOf(pt2Entries(spec));

import untyped from '@dagrejs/dagre';
import { type Program } from '@tinyml/codegen';
import { stepName } from './memory-plan.ts';
import { type ReportNetwork } from './report.ts';

/** What of the library is used here: its own types name files in a way that Node's resolution of modules does not find. */
interface Dagre {
  readonly graphlib: { readonly Graph: new (options: { readonly multigraph: boolean }) => LayoutGraph };
  layout(this: void, graph: LayoutGraph): void;
}

interface LayoutEdge {
  readonly v: string;
  readonly w: string;
  readonly name?: string;
}

interface LayoutGraph {
  setGraph(label: object): void;
  setDefaultEdgeLabel(make: () => object): void;
  setNode(id: string, label: { readonly width: number; readonly height: number }): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  graph(): { readonly width?: number; readonly height?: number };
  node(id: string): { readonly x: number; readonly y: number };
  edges(): readonly LayoutEdge[];
  edge(edge: LayoutEdge): { readonly points?: readonly { readonly x: number; readonly y: number }[] };
}

const { graphlib, layout } = untyped as unknown as Dagre;

/** Pixels. */
const nodeHeight = 44;
const letterWidth = 7;
const narrowest = 120;
const widest = 260;

type Drawn = Omit<ReportNetwork['nodes'][number], 'x' | 'y'>;

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const drawn = (title: string, detail: string, kind: Drawn['kind'], layer: number | null): Drawn => {
  const most = Math.floor(widest / letterWidth) - 2;
  const [short, shortDetail] = [shortened(title, most), shortened(detail, most)];
  const width = Math.max(narrowest, (Math.max(short.length, shortDetail.length) + 2) * letterWidth);
  return { title: short, detail: shortDetail, kind, layer, width, height: nodeHeight };
};

/** The program's steps and what flows between them, laid out from top to bottom. */
export const reportNetwork = (program: Program): ReportNetwork => {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 28, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const nodes = new Map<string, Drawn>();
  const maker = new Map<string, string>();
  const add = (id: string, node: Drawn): void => {
    nodes.set(id, node);
    graph.setNode(id, { width: node.width, height: node.height });
  };
  const shape = ({ type }: Program['inputs'][number]): string => `${type.dtype} ${type.shape.join('×')}`;
  program.inputs.forEach((tensor, i) => {
    add(`input ${String(i)}`, drawn(tensor.value, shape(tensor), 'input', null));
    maker.set(tensor.value, `input ${String(i)}`);
  });
  let layer = 0;
  program.schedule.forEach((group, at) => {
    const id = `step ${String(at)}`;
    const [result] = group.outputs;
    const ops = group.nodes.map(({ op }) => op).join(' + ') || (group.kernel ?? group.control ?? '');
    add(
      id,
      drawn(ops, result === undefined ? stepName(group) : shape(result), 'layer', group.kernel === null ? null : layer),
    );
    if (group.kernel !== null) layer += 1;
    for (const tensor of group.inputs) {
      const from = tensor === null ? undefined : maker.get(tensor.value);
      if (tensor !== null && from !== undefined) graph.setEdge(from, id, {}, tensor.value);
    }
    for (const { value } of group.outputs) maker.set(value, id);
  });
  program.outputs.forEach((tensor, i) => {
    const id = `output ${String(i)}`;
    add(id, drawn(tensor.value, shape(tensor), 'output', null));
    const from = maker.get(tensor.value);
    if (from !== undefined) graph.setEdge(from, id, {}, tensor.value);
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: [...nodes].map(([id, node]) => {
      const { x, y } = graph.node(id);
      return { ...node, x: round(x), y: round(y) };
    }),
    edges: graph.edges().map((edge) => {
      const { points = [] } = graph.edge(edge);
      return { points: points.map(({ x, y }) => [round(x), round(y)] as const) };
    }),
  };
};

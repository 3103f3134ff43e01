import {
  valueOf,
  type Graph,
  type Kernel,
  type KernelOperand,
  type KernelRequest,
  type Metric,
  type Node,
  type OperatorTable,
  type Priority,
  type Target,
  TinymlError,
  type Diagnostic,
} from '@tinyml/core';
import { costOn } from '../core-speed.ts';
import { noKernel } from '../diagnostics/kernels.ts';
import { fastest, isaRank, reasons, refusals, type Rejection } from './choice.ts';
import type { Folding } from './folding.ts';
import { followersOf, type Follower } from './fusion.ts';
import { formsOf } from './equivalent-forms.ts';
import { balanced } from './balanced.ts';
import { smallest } from './smallest.ts';
import { runsOn } from './instruction-sets.ts';
import type { Selected } from './selected.ts';

/** What selection looks at. */
interface Context {
  readonly graph: Graph;
  readonly folding: Folding;
  readonly operators: OperatorTable;
  readonly kernels: readonly Kernel[];
  readonly target: Target;
}

/** `half`: with float16 constants as they are stored. */
const requestOf = (
  { graph, folding, operators, target }: Context,
  first: Node,
  followers: readonly Follower[],
  half: boolean,
  priority: Metric,
): KernelRequest => {
  const operandsOf = (node: Node) => ({
    node,
    inputs: node.inputs.map((id): KernelOperand | null => {
      if (id === null) return null;
      const { type, encoding } = valueOf(graph, id);
      const constant = (half ? folding.half(id) : undefined) ?? folding.constant(id);
      if (constant === undefined) return { type };
      return { type: constant.type, constant: constant.data, ...(encoding === undefined ? {} : { encoding }) };
    }),
    outputs: node.outputs.map((id) => valueOf(graph, id).type),
  });
  return {
    ...operandsOf(first),
    ...(followers.length === 0 ? {} : { followers: followers.map(({ node, fed }) => ({ ...operandsOf(node), fed })) }),
    operators,
    core: target.core,
    priority,
  };
};

const priorityOf = ({ priority: [first = 'size'] }: Target): Priority => first;

/** What kernels are asked for: small or fast, and in balance both. */
const askedFor = (target: Target): readonly Metric[] => {
  const priority = priorityOf(target);
  return priority === 'balanced' ? ['size', 'latency'] : [priority];
};

interface Among {
  readonly found: readonly Selected[];
  readonly rejections: readonly Rejection[];
}

/** The kernels that run the line of nodes, on float16 constants where any takes them, and why the others do not. */
const among = (
  context: Context,
  kernels: readonly Kernel[],
  node: Node,
  followers: readonly Follower[] = [],
): Among => {
  const nodes = [node, ...followers.map((follower) => follower.node)];
  const inputs = [
    ...node.inputs,
    ...followers.flatMap((follower) => follower.node.inputs.filter((_, i) => i !== follower.fed)),
  ];
  const outputs = nodes.at(-1)?.outputs ?? [];
  const half = nodes.some((one) => one.inputs.some((id) => id !== null && context.folding.half(id) !== undefined));
  const found: Selected[] = [];
  let rejections: Rejection[] = [];
  for (const halves of half ? [true, false] : [false]) {
    if (found.length > 0) break;
    rejections = [];
    const requests = askedFor(context.target).flatMap((priority) =>
      formsOf(requestOf(context, node, followers, halves, priority)),
    );
    for (const request of requests)
      for (const kernel of kernels.filter(({ op }) => op === request.node.op)) {
        const offCore = !runsOn(kernel.isa, request.core);
        const verdict = offCore
          ? `needs the ${kernel.isa} instructions, which ${request.core} lacks`
          : kernel.supports(request);
        if (verdict === true) {
          const cost = costOn(request.core, kernel.cost(request));
          found.push({ nodes, inputs, outputs, kernel, request, cost, why: '' });
        } else rejections.push({ kernel, why: verdict, offCore });
      }
  }
  return { found, rejections };
};

const bytesText = (bytes: number): string => `${String(Math.abs(Math.round(bytes)))} B`;

interface Chosen {
  readonly chosen: ReadonlyMap<Node, Selected>;
  /** What another kernel would do to the program, as the end of a sentence. */
  instead(node: Node, other: Selected): string;
}

/** A kernel of those found for each node, the program as a whole in view. */
const chooseAmong = (found: ReadonlyMap<Node, readonly Selected[]>, target: Target): Chosen => {
  switch (priorityOf(target)) {
    case 'size': {
      const { selection, saving } = smallest(found, target);
      return {
        chosen: selection,
        instead(node, other) {
          const saved = saving(node, other);
          return saved > 0
            ? `, too slow for the ${bytesText(saved)} that it would save`
            : ', and would not make the program smaller';
        },
      };
    }
    case 'balanced': {
      const { selection, instead } = balanced(found, target);
      return {
        chosen: selection,
        instead(node, other) {
          const { flash } = instead(node, other);
          return flash === 0
            ? ''
            : `, ${flash > 0 ? 'which takes' : 'which saves only'} ${bytesText(flash)}${flash > 0 ? ' more' : ''}`;
        },
      };
    }
    case 'accuracy':
    case 'latency':
      return {
        chosen: new Map([...found].map(([node, candidates]) => [node, fastest(candidates)])),
        instead: () => '',
      };
  }
};

/** Kernels for each node by itself; a diagnostic for each that has none. */
const aloneOf = (context: Context, nodes: readonly Node[], priority: Priority) => {
  const supported = new Map<Node, Among>();
  const problems = new Map<Node, Diagnostic>();
  for (const node of nodes) {
    const kernels = context.kernels.filter((kernel) => kernel.followedBy === undefined);
    const result = among(context, kernels, node);
    if (result.found.length > 0) supported.set(node, result);
    else {
      const why = result.rejections.map(({ kernel, why: reason }) => `${kernel.name}: ${reason}`);
      problems.set(node, noKernel(node.source?.name ?? node.id, node.op, context.target.core, why));
    }
  }
  /** Those that take no flash for speed, where that is a question of its own. */
  const withoutExtraFlash = (all: readonly Selected[]): readonly Selected[] => {
    const some = all.filter(({ kernel }) => kernel.flash === undefined);
    return some.length === 0 || priority === 'balanced' ? all : some;
  };
  const found = new Map([...supported].map(([node, result]) => [node, withoutExtraFlash(result.found)]));
  const { chosen, instead } = chooseAmong(found, context.target);
  const alone = new Map(
    [...supported].map(([node, { found: candidates, rejections }]) => {
      const one = chosen.get(node) as Selected;
      const faster = candidates.filter(
        ({ cost, kernel }) => kernel.flash !== undefined && cost.cycles < one.cost.cycles,
      );
      const why = reasons(one, withoutExtraFlash(candidates), rejections, priority, (other) => instead(node, other));
      const buys = priority !== 'size' && priority !== 'balanced' && faster.length > 0;
      return [node, { ...one, why, ...(buys ? { faster } : {}) }];
    }),
  );
  return { alone, problems };
};

/** A kernel of several nodes, and the cycles that it saves. */
interface Fused {
  readonly unit: Selected;
  readonly saving: number;
}

/**
 * Every kernel of several nodes that costs less than `alone`, a kernel for each node, the greatest saving first; and why
 * not the others, by their first node.
 */
const fusedOf = (context: Context, nodes: readonly Node[], alone: ReadonlyMap<Node, Selected>, priority: Priority) => {
  const fused: Fused[] = [];
  const refused = new Map<Node, readonly Rejection[]>();
  const refuse = (node: Node, rejections: readonly Rejection[]): void => {
    refused.set(node, [...(refused.get(node) ?? []), ...rejections]);
  };
  for (const kernel of context.kernels) {
    const { followedBy } = kernel;
    if (followedBy === undefined) continue;
    for (const node of nodes) {
      const followers = followersOf(context.graph, node, followedBy);
      if (followers === undefined) continue;
      const { found, rejections } = among(context, [kernel], node, followers);
      const [unit] = found;
      if (unit === undefined) {
        refuse(node, rejections);
        continue;
      }
      const separate = unit.nodes.map((one) => alone.get(one));
      const cycles = separate.reduce((total, one) => total + (one?.cost.cycles ?? Infinity), 0);
      const larger =
        isaRank(kernel) > Math.max(...separate.map((one) => (one === undefined ? 1 : isaRank(one.kernel))));
      const names = separate.flatMap((one) => one?.kernel.name ?? []).join(', ');
      const comparison =
        `${String(Math.round(unit.cost.cycles))} cycles` +
        (Number.isFinite(cycles) ? ` instead of ${String(Math.round(cycles))} (${names})` : '');
      const saving = cycles - unit.cost.cycles;
      if (saving <= 0) refuse(node, [{ kernel, why: `it takes ${comparison}`, offCore: false }]);
      else if (priority === 'size' && larger)
        refuse(node, [{ kernel, why: 'size comes first, and its code is larger', offCore: false }]);
      else {
        const why = `one call for ${unit.nodes.map(({ op }) => op).join(', ')}: ${comparison}`;
        fused.push({ unit: { ...unit, why }, saving });
      }
    }
  }
  return { fused: fused.sort((a, b) => b.saving - a.saving), refused };
};

/**
 * A kernel for each node, or for a line of them where that costs less; in the order of their last nodes.
 * @throws TinymlError with one diagnostic for every node that no kernel supports.
 */
export const selectKernels = (context: Context, nodes: readonly Node[]): readonly Selected[] => {
  const priority = priorityOf(context.target);
  const { alone, problems } = aloneOf(context, nodes, priority);
  const unitOf = new Map<Node, Selected>();
  const { fused, refused } = fusedOf(context, nodes, alone, priority);
  for (const { unit } of fused)
    if (!unit.nodes.some((node) => unitOf.has(node))) for (const node of unit.nodes) unitOf.set(node, unit);
  const left = nodes.flatMap((node) => (unitOf.has(node) ? [] : (problems.get(node) ?? [])));
  if (left.length > 0) throw new TinymlError(...left);
  return nodes.flatMap((node) => {
    const unit = unitOf.get(node);
    if (unit !== undefined) return unit.nodes.at(-1) === node ? [unit] : [];
    const single = alone.get(node) as Selected;
    return { ...single, why: [single.why, ...refusals(single, refused.get(node) ?? [])].join('; ') };
  });
};

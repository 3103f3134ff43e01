import { describe, expect, test } from '@jest/globals';
import { interpret, valueOf, type Graph, type ValueId } from '@tinyml/core';
import { requireValid } from '@tinyml/core/internal';
import { seededTensor } from '@tinyml/core/testing';
import { channelsFirst, type ChannelsFirst } from './support/channels-first.ts';
import { operators, runPass } from './support/run-passes.ts';

/** Short forms to write networks with. */
const writer = (net: ChannelsFirst, shape: readonly number[]) => {
  const x = net.input('x', shape);
  const number = (value: number): ValueId => net.numbers([value], []);
  const two =
    (op: string) =>
    (a: ValueId | number, b: ValueId | number): ValueId =>
      net.binary(op, typeof a === 'number' ? number(a) : a, typeof b === 'number' ? number(b) : b);
  const bare =
    (op: string) =>
    (a: ValueId | number, b: ValueId | number): ValueId =>
      net.op(op, {}, [typeof a === 'number' ? number(a) : a, typeof b === 'number' ? number(b) : b]);
  const one =
    (op: string, attrs: object = {}) =>
    (a: ValueId): ValueId =>
      net.op(op, attrs, [a]);
  const row = (op: string) => (a: ValueId): ValueId => net.op(op, { keepDims: true }, [a, net.integers([-1])]);
  return {
    net, x, number, one,
    add: two('add'), sub: two('sub'), mul: two('mul'), div: two('div'),
    maximum: bare('maximum'), minimum: bare('minimum'), pow: bare('pow'),
    erf: one('erf'), tanh: one('tanh'), exp: one('exp'), log: one('log'), sqrt: one('sqrt'), rsqrt: one('rsqrt'),
    neg: one('neg'), square: one('square'), relu: one('relu'), relu6: one('relu6'), logistic: one('logistic'),
    softmax: one('softmax', { beta: 1 }), rowMax: row('reduce_max'), rowSum: row('sum'),
    relu6Of: (a: ValueId, b: number): ValueId => net.op('add', { activation: 'relu6' }, [a, number(b)]),
    slopes: net.numbers([0.1, -0.2, 0.3, 0.4], [4]),
  };
}; // prettier-ignore

type Writer = ReturnType<typeof writer>;

const half = Math.SQRT1_2;
const tanhFactor = 0.7978845608;

/** By the operator that is made of them. */
const written: Readonly<Record<string, readonly ((w: Writer) => ValueId)[]>> = {
  gelu: [
    ({ x, mul, add, erf }) => mul(mul(x, 0.5), add(erf(mul(x, half)), 1)),
    ({ x, mul, add, erf, div }) => mul(mul(x, add(1, erf(div(x, Math.SQRT2)))), 0.5),
    ({ x, mul, add, erf, div }) => mul(x, mul(0.5, add(erf(div(x, 1.4142135)), 1))),
    ({ x, mul, add, erf, div }) => mul(x, add(mul(0.5, erf(div(x, Math.SQRT2))), 0.5)),
    ({ x, mul, add, tanh, pow }) => mul(mul(0.5, x), add(1, tanh(mul(tanhFactor, add(x, mul(0.044715, pow(x, 3))))))),
    ({ x, mul, add, tanh }) =>
      mul(mul(x, 0.5), add(tanh(mul(mul(x, tanhFactor), add(mul(mul(x, x), 0.044715), 1))), 1)),
    ({ x, mul, add, tanh, square }) =>
      mul(0.5, mul(x, add(1, tanh(mul(add(x, mul(mul(square(x), x), 0.044715)), tanhFactor))))),
    // x is a product itself.
    ({ x, mul, add, erf }) => {
      const y = mul(x, x);
      return mul(mul(y, 0.5), add(erf(mul(y, half)), 1));
    },
  ],
  hard_swish: [
    ({ x, mul, add, relu6, div }) => mul(x, div(relu6(add(x, 3)), 6)),
    ({ x, mul, relu6Of, div }) => div(mul(x, relu6Of(x, 3)), 6),
    ({ x, mul, relu6Of }) => mul(mul(x, relu6Of(x, 3)), 1 / 6),
    ({ x, mul, add, minimum, maximum }) => mul(mul(x, 1 / 6), minimum(maximum(add(x, 3), 0), 6)),
    ({ x, mul, add, minimum, maximum, div }) => mul(x, maximum(minimum(add(div(x, 6), 0.5), 1), 0)),
  ],
  softmax: [
    ({ x, exp, sub, rowMax, rowSum, div }) => {
      const powers = exp(sub(x, rowMax(x)));
      return div(powers, rowSum(powers));
    },
    ({ x, exp, rowSum, div }) => div(exp(x), rowSum(exp(x))),
    ({ x, exp, rowSum, div }) => {
      const powers = exp(x);
      return div(powers, rowSum(powers));
    },
    ({ x, exp, rowSum, div, relu }) => {
      const powers = exp(relu(x));
      return div(powers, rowSum(powers));
    },
    ({ x, exp, sub, rowMax, rowSum, div }) => div(exp(sub(x, rowMax(x))), rowSum(exp(sub(x, rowMax(x))))),
  ],
  log_softmax: [
    ({ x, softmax, log }) => log(softmax(x)),
    ({ x, exp, rowSum, log, sub }) => sub(x, log(rowSum(exp(x)))),
    ({ x, exp, rowSum, rowMax, log, sub }) => {
      const moved = sub(x, rowMax(x));
      return sub(moved, log(rowSum(exp(moved))));
    },
    ({ x, exp, rowSum, rowMax, log, sub, add }) => sub(x, add(rowMax(x), log(rowSum(exp(sub(x, rowMax(x))))))),
    ({ x, exp, rowSum, log, sub, relu }) => {
      const y = relu(x);
      return sub(y, log(rowSum(exp(y))));
    },
  ],
  l2_normalization: [
    ({ x, mul, rowSum, square, maximum, rsqrt }) => mul(x, rsqrt(maximum(rowSum(square(x)), 1e-12))),
    ({ x, div, rowSum, square, maximum, sqrt }) => div(x, sqrt(maximum(rowSum(square(x)), 1e-12))),
    ({ x, div, rowSum, mul, maximum, sqrt }) => div(x, sqrt(maximum(1e-12, rowSum(mul(x, x))))),
    ({ x, div, rowSum, mul, maximum, sqrt }) => div(x, maximum(sqrt(rowSum(mul(x, x))), 1e-6)),
    ({ x, div, rowSum, pow, maximum, sqrt }) => div(x, maximum(sqrt(rowSum(pow(x, 2))), 1e-6)),
  ],
  prelu: [
    ({ x, relu, neg, mul, sub, slopes }) => sub(relu(x), mul(slopes, relu(neg(x)))),
    ({ x, relu, neg, mul, add, slopes }) => add(relu(x), mul(slopes, relu(neg(x)))),
    ({ x, relu, neg, mul, add, slopes }) => add(mul(relu(neg(x)), slopes), relu(x)),
    ({ x, maximum, mul, sub, slopes }) => sub(maximum(x, 0), mul(slopes, maximum(mul(x, -1), 0))),
    ({ x, maximum, neg, mul, add, slopes }) => add(maximum(0, x), mul(maximum(neg(x), 0), slopes)),
  ],
  leaky_relu: [
    ({ x, maximum, mul }) => maximum(x, mul(x, 0.1)),
    ({ x, maximum, mul }) => maximum(mul(0.3, x), x),
    ({ x, maximum, div }) => maximum(div(x, 4), x),
    ({ x, relu, neg, mul, sub }) => sub(relu(x), mul(0.2, relu(neg(x)))),
    ({ x, relu, mul, sub }) => sub(relu(x), mul(relu(mul(x, -1)), 0.2)),
  ],
  relu: [({ x, maximum }) => maximum(x, 0), ({ x, maximum }) => maximum(0, x)],
  relu6: [
    ({ x, maximum, minimum }) => minimum(maximum(x, 0), 6),
    ({ x, maximum, minimum }) => maximum(minimum(6, x), 0),
    ({ x, relu, minimum }) => minimum(relu(x), 6),
  ],
  rsqrt: [
    ({ x, div, sqrt, exp }) => div(1, sqrt(exp(x))),
    ({ x, div, sqrt, square, add }) => div(1, sqrt(add(square(x), 1))),
  ],
};

/** Near misses, which must stay. */
const others: readonly ((w: Writer) => ValueId)[] = [
  ({ x, mul, add, erf }) => mul(mul(x, 0.5), add(erf(mul(x, 0.7)), 1)),
  ({ x, mul, add, erf, exp }) => mul(mul(exp(x), 0.5), add(erf(mul(x, half)), 1)),
  ({ x, mul, relu6Of, div }) => div(mul(x, relu6Of(x, 2.9)), 6),
  ({ x, exp, rowSum, div, mul }) => div(exp(x), rowSum(exp(mul(x, 2)))),
  ({ x, maximum, mul }) => maximum(x, mul(x, 1.5)),
  ({ x, maximum, mul }) => maximum(x, mul(x, -0.5)),
  ({ x, div, sqrt, square, add }) => div(2, sqrt(add(square(x), 1))),
  ({ x, sub, log, rowMax, exp }) => sub(x, log(rowMax(exp(x)))),
];

const difference = (before: Graph, after: Graph, net: ChannelsFirst): number => {
  const { constants } = net;
  let worst = 0;
  for (const seed of [1, 2]) {
    const inputs = before.inputs.map((id) => seededTensor(valueOf(before, id).type, seed));
    const [was, is] = [before, after].map(
      (graph) => interpret(graph, inputs, { operators, constants })[0]?.data as Float32Array,
    );
    was?.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value - (is?.[i] ?? NaN)) / Math.max(1, Math.abs(value)));
    });
  }
  return worst;
};

const run = async (write: (w: Writer) => ValueId) => {
  const net = channelsFirst('written_out');
  const before = net.finish([write(writer(net, [2, 3, 4]))]);
  const { graph } = await runPass('fuse-patterns', before, net.constants);
  requireValid(graph, operators, net.constants);
  expect((await runPass('fuse-patterns', graph, net.constants)).graph).toBe(graph);
  return { net, before, graph };
};

describe.each(Object.entries(written))('%s', (op, forms) => {
  test.each(forms.map((form, i) => [i, form] as const))('form %i', async (_, form) => {
    const { before, graph, net } = await run(form);
    expect(graph.nodes.at(-1)?.op).toBe(op);
    expect(graph.nodes.length).toBeLessThanOrEqual(before.nodes.length);
    expect(graph.outputs).toEqual(before.outputs);
    expect(difference(before, graph, net)).toBeLessThanOrEqual(1e-6);
  });
});

test.each(others.map((form, i) => [i, form] as const))('something else, form %i, stays', async (_, form) => {
  const { before, graph } = await run(form);
  expect(graph).toBe(before);
});

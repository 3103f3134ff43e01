import { constantOf, constantValue, quantizeValue, type Constants, type Graph } from '@tinyml/core';
import { activationParameters, type Int8Plan } from '@tinyml/passes';

/** Constants that layers read as int8 data (an addend, a factor) as int8 will hold them: training sees no others. */
export const roundDataConstants = (graph: Graph, plan: Int8Plan, constants: Constants): Graph => {
  if (plan.constants.size === 0) return graph;
  const values = new Map(graph.values);
  for (const [id, range] of plan.constants) {
    const tensor = constantOf(graph, constants, id);
    const value = values.get(id);
    if (tensor === undefined || value === undefined) continue;
    const { scale, zeroPoint } = activationParameters(range);
    const data = Float32Array.from(
      tensor.data as Float32Array,
      (real) => (quantizeValue(real, scale, zeroPoint, 'int8') - zeroPoint) * scale,
    );
    values.set(id, { ...value, ...constantValue(constants, id, value.type, data) });
  }
  return { ...graph, values };
};

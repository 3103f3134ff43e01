import { pathText, type ReadLayers } from '@tinyml/core/internal';
import { layerDoesNotFit } from '../diagnostics/network.ts';
import { kerasTableOf } from '../keras/table.ts';
import { translateModel } from '../keras/translate.ts';
import { initialWeights } from './initial-weights.ts';
import { describedNetwork } from './network.ts';

/** The graph of an untrained network, from its list of layers: what Keras would build of it. */
export const readLayers: ReadLayers = (model, context, place) => {
  const table = kerasTableOf(context.operators);
  const { network, places } = describedNetwork(model, table);
  const byClass = new Map([...table.described.values()].map((layer) => [layer.className, layer]));
  return translateModel('', network, initialWeights(model.seed, byClass), context, {
    describe: (layer, _, reason) => {
      const at = places.get(layer) ?? [];
      return place(at, layerDoesNotFit(pathText(at), reason));
    },
  });
};

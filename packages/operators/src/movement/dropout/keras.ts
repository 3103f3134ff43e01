import type { KerasEntry, LayerKind } from '@tinyml/formats';

const dropout: LayerKind = {
  pointwise: true,
  anyRank: true,
  inference: true,
  build: (call) => call.emit('dropout', { rate: call.options.number('rate', 0) }, [call.input()]),
};

export const keras: KerasEntry = {
  layers: {
    AlphaDropout: dropout,
    Dropout: dropout,
    GaussianDropout: dropout,
    SpatialDropout1D: dropout,
    SpatialDropout2D: dropout,
    SpatialDropout3D: dropout,
  },
  described: ({ number }) => ({
    dropout: {
      className: 'Dropout',
      summary: 'sets a share of the values to 0 in training',
      required: ['rate'],
      short: 'rate',
      options: { rate: number('share of the values, 0 to 1', 0.5, 0, 0.999) },
    },
  }),
};

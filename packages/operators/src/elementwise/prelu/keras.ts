import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  layers: {
    /** x above 0, alpha · x below; one alpha for each element, or for those along `shared_axes`. */
    PReLU: {
      variables: () => ({ trainable: ['alpha'], fixed: [] }),
      build: (call) => {
        const weight = call.weight('alpha');
        const alpha = call.place('alpha', weight, weight.shape.map((_, axis) => axis)); // prettier-ignore
        return call.emit('prelu', {}, [call.input(), alpha]);
      },
    },
  },
};

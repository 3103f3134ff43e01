import type { KerasEntry } from '@tinyml/formats';
import { castTypes } from './cast-types.ts';

export const keras: KerasEntry = {
  operations: {
    /** One to the type that the tensor has is none. */
    cast: {
      pointwise: true,
      build: (call) => {
        const x = call.given.operand();
        const given = call.given.argument(1, 'dtype') ?? 'float32';
        const wanted = typeof given === 'string' ? given.toLowerCase() : 'an unknown type';
        const { dtype } = call.typeOf(x);
        if (wanted === dtype) return call.emit('identity', {}, [x]);
        const outType = castTypes.find((type) => type === wanted);
        if (outType === undefined) throw call.options.problem(`a cast from ${dtype} to ${wanted} is not supported`);
        return call.emit('cast', { outType }, [x], 'cast');
      },
    },
  },
};

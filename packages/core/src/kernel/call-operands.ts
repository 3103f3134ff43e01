import type { TensorType } from '../ir/type.ts';
import type { KernelCall, KernelOperand, KernelRequest, PlainArgument } from './define-kernel.ts';

type Nodes = Pick<KernelRequest, 'inputs' | 'outputs' | 'followers'>;

/** What a call reads: the first node's operands, then every follower's but the one that the preceding node feeds. */
export const callInputs = ({ inputs, followers = [] }: Nodes): readonly (KernelOperand | null)[] => [
  ...inputs,
  ...followers.flatMap((follower) => follower.inputs.filter((_, i) => i !== follower.fed)),
];

/** What a call writes: the last node's results. */
export const callOutputs = ({ outputs, followers = [] }: Nodes): readonly TensorType[] =>
  followers.at(-1)?.outputs ?? outputs;

/** The arguments of a call, each alone that an array gathers. */
export const plainArguments = ({ arguments: given }: Pick<KernelCall, 'arguments'>): readonly PlainArgument[] =>
  given.flatMap((argument) => ('pointers' in argument ? argument.pointers : [argument]));

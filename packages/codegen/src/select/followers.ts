import { consumers, isObserved, type Graph, type Node, type OpName } from '@tinyml/core';

/** A node and which of its operands the preceding node makes. */
export interface Follower {
  readonly node: Node;
  readonly fed: number;
}

/** The only reader of the node's only result; undefined where there are more, or the graph shows the result. */
const onlyReader = (graph: Graph, { outputs: [result, ...others] }: Node): Follower | undefined => {
  if (result === undefined || others.length > 0 || isObserved(graph, result)) return undefined;
  const [reader, ...more] = consumers(graph, result);
  if (reader === undefined || more.length > 0) return undefined;
  const fed = reader.inputs.indexOf(result);
  return reader.inputs.lastIndexOf(result) === fed ? { node: reader, fed } : undefined;
};

/** The nodes that follow `node` whose operators are `ops`, where nothing else reads what is between them. */
export const followersOf = (graph: Graph, node: Node, ops: readonly OpName[]): readonly Follower[] | undefined => {
  const followers: Follower[] = [];
  for (const op of ops) {
    const next = onlyReader(graph, followers.at(-1)?.node ?? node);
    if (next?.node.op !== op) return undefined;
    followers.push(next);
  }
  return followers;
};

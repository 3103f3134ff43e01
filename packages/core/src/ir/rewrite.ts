import type { Constants } from '../pass/define-pass.ts';
import type { Graph, Node, Value, ValueId } from './graph.ts';
import type { OpName } from './ops.ts';
import { graphEditor, type GraphView } from './graph-editor.ts';

/** What takes the place of a matched node. */
export interface Replacement {
  /** Stand where the matched node stood. One with the id of an existing node replaces that one, in its place. */
  readonly nodes: readonly Node[];
  /** Other nodes that go. Nodes whose results nobody reads any more because of this rewrite go by themselves. */
  readonly remove?: readonly Node[];
  /** Every use of a key, graph outputs included, reads the value instead. */
  readonly replace?: ReadonlyMap<ValueId, ValueId>;
  /** Values to add, or to change in place (their type, for instance). */
  readonly values?: readonly Value[];
}

/** Looks at nodes of operator `op` (of any operator where it is left out); undefined: this one stays as it is. */
export interface RewriteRule<Name extends OpName = OpName> {
  readonly op?: Name;
  apply(node: Node<Name>, view: GraphView): Replacement | undefined;
}

/** Types `node` in `apply` by `op`. */
export const defineRule = <Name extends OpName>(rule: RewriteRule<Name>): RewriteRule => rule as unknown as RewriteRule;

/**
 * Applies the rules until none fits, to nodes in execution order; after a rewrite only the new nodes and their
 * neighbours are looked at again. Unused constants are dropped and outputs keep their names. The same graph object
 * comes back where no rule fitted.
 * @throws Error (a bug in the rules) when they never come to rest
 */
export const rewrite = (graph: Graph, constants: Constants, rules: readonly RewriteRule[]): Graph => {
  const editor = graphEditor(graph, constants);
  const queue: string[] = graph.nodes.map(({ id }) => id);
  const queued = new Set(queue);
  const enqueue = (id: string): void => {
    if (queued.has(id)) return;
    queued.add(id);
    queue.push(id);
  };
  let budget = 100 * (graph.nodes.length + 100);
  for (let next = 0; next < queue.length; next += 1) {
    const id = queue[next] ?? '';
    queued.delete(id);
    const node = editor.node(id);
    if (node === undefined) continue;
    for (const rule of rules) {
      if (rule.op !== undefined && rule.op !== node.op) continue;
      const replacement = rule.apply(node, editor.view);
      if (replacement === undefined) continue;
      budget -= 1;
      if (budget < 0) throw new Error(`rewrite rules do not come to rest at ${node.op} (${node.id})`);
      editor.replace(node, replacement).forEach(enqueue);
      break;
    }
  }
  return editor.finish();
};

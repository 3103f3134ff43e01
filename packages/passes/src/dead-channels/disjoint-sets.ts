/** Sets that grow together; `find` names a set by one of its members. */
export const disjointSets = (size: number) => {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    for (let next = i; next !== root;) {
      const above = parent[next] as number;
      parent[next] = root;
      next = above;
    }
    return root;
  };
  return { find, join: (a: number, b: number) => void (parent[find(a)] = find(b)) };
};

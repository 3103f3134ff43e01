// TML313 options is null
export default { name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', requires: [], establishes: [], invalidates: [], needs: [], search: {}, run: (g) => g, options: null };

// TML310 get
export default { run: (g) => g, get name() { throw new Error('get'); } };

// TML313 version is undefined
export default { name: 'p', run: (g) => g, options: {} };

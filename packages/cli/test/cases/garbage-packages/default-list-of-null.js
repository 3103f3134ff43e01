// TML313 it is null
export default [null];

// TML310 trap
export default new Proxy({}, { get() { throw new Error('trap'); }, has() { throw new Error('trap'); } });

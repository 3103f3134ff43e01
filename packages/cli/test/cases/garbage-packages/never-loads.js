// TML311 was loaded
await new Promise(() => {});
export default [];

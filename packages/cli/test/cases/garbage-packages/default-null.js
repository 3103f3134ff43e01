// TML412 default export is null
export default null;

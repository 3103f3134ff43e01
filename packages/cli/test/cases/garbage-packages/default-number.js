// TML412 default export is the number
export default 5;

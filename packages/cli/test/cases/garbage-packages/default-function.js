// TML412 default export is a function
export default () => 1;

// TML412 passes is
export default { passes: 5 };

// TML412 cannot be loaded
export default {;

// TML412 no default export
export const p = 1;

export const tensorflowVersion: string;
export const tensorflowFolder: () => string;
export const packageHome: () => string;
export const tfjsNode: () => string;
export const addonPath: () => string;

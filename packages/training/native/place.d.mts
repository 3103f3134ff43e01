export const tensorflowVersion: string;
export const tensorflowFolder: () => string;
export const addonPath: () => string;

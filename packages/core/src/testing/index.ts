export * from './jest.ts';
export * from './pass-cases.ts';
export * from './pass-outputs.ts';
export * from './seeded-tensor.ts';
export * from './test-context.ts';

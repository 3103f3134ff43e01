import { byteLength, elementCount, type Cost, type KernelRequest } from '@tinyml/core';
import { ratedCost, type RateTable } from './kernel-cost.ts';

/** Time of a kernel that goes through the elements of its results. `floats`: floating-point operations on one. */
export const elementCost = (rates: RateTable, name: string, request: KernelRequest, floats = 0): Cost => {
  const element = request.outputs.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return ratedCost(rates, name, request, { element }, element * floats);
};

/** Time of a kernel that copies bytes to its results: `copies` pieces that lie side by side. */
export const moveCost = (rates: RateTable, name: string, request: KernelRequest, copies: number): Cost => {
  const byte = request.outputs.reduce((sum, type) => sum + byteLength(type), 0);
  return ratedCost(rates, name, request, { copy: copies, byte });
};

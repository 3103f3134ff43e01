import { windowAttributes, type KernelRequest } from '@tinyml/core';

type Followed = Pick<KernelRequest, 'followers'>;

/** Whether the pooling that follows a convolution takes windows of 2×2, side by side. */
export const poolsTwoByTwo = ({ followers }: Followed): boolean => {
  const pool = followers?.[0] && windowAttributes(followers[0].node);
  return pool?.filter !== undefined && [...pool.filter, ...pool.strides].every((size) => size === 2);
};

/** The activation that the pooling applies to its result, as its attributes say it. */
export const followerActivation = ({ followers }: Followed): unknown => {
  const attrs = followers?.[0]?.node.attrs;
  return attrs !== undefined && 'activation' in attrs ? attrs.activation : 'none';
};

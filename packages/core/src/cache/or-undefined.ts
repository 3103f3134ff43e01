/** What the file system finds; undefined where it cannot be read (missing, no permission, a bad disk): writing tells why. */
export const orUndefined = <T>(look: () => T): T | undefined => {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
};

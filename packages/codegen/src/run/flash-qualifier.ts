/** C: what marks a harness's own constants where flash has an address space of its own, as TML_FLASH does for a kernel's. */
export const flashQualifier = `#if defined(__FLASH)
#define TINYML_FLASH __flash
#else
#define TINYML_FLASH
#endif
`;

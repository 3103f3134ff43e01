/**
 * C: how a harness keeps its own constants where flash has an address space of its own, marked as TML_FLASH marks a
 * kernel's, and copies them to RAM. The copy is a call of its own: it must not add to the measured stack.
 */
export const harnessConstants = `#if defined(__FLASH)
#define TINYML_FLASH __flash
#else
#define TINYML_FLASH
#endif
__attribute__((noinline)) static void copy(void *to, const TINYML_FLASH uint8_t *from, size_t bytes)
{
  uint8_t *at = (uint8_t *)to;
  for (; bytes > 0; bytes--) *at++ = *from++;
}
`;

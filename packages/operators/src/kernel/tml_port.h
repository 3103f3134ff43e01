/* SPDX-License-Identifier: MIT-0 */
/*
 * The one place for differences between compilers and cores: qualifiers of functions and pointers that C99 does not
 * have.
 *
 * Nothing here changes what a kernel computes.
 */
#ifndef TML_PORT_H
#define TML_PORT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__cplusplus)
#define TML_RESTRICT __restrict
#else
#define TML_RESTRICT restrict
#endif

/*
 * For the innermost loop of a function with many variables: a call of its own gives it all the registers. Elsewhere
 * `static inline` is enough.
 */
#if defined(__GNUC__)
#define TML_APART static __attribute__((noinline, unused))
#else
#define TML_APART static
#endif

/* For a part of an inner loop that must share its registers also where size comes first. */
#if defined(__GNUC__)
#define TML_WITHIN static inline __attribute__((always_inline))
#else
#define TML_WITHIN static inline
#endif

/*
 * Qualifies pointers to constant arrays. An AVR reads its flash with instructions of its own: there gcc must know
 * which pointers lead to it, and refuses to mix them with others. Where the language has no such pointers (C++, strict
 * C99) or a kernel in the program does not know them, constants are copied to RAM at start-up. The emitter says the
 * latter.
 */
#if defined(__FLASH) && !defined(TML_CONSTANTS_IN_RAM)
#define TML_FLASH __flash
#else
#define TML_FLASH
#endif

#endif

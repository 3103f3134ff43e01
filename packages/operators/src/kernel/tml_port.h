/* SPDX-License-Identifier: MIT-0 */
/*
 * The one place for differences between compilers and cores: qualifiers of functions and pointers that C99 does not
 * have, and what a core is slow at.
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
 * Between parts of an unrolled loop: loads of a later part stay behind it. gcc would begin with all the loads, and
 * keep sums on the stack for want of registers.
 */
#if defined(__GNUC__)
#define TML_IN_ORDER __asm__ volatile("" ::: "memory")
#else
#define TML_IN_ORDER (void)0
#endif

/* A constant of a loop that stays in a register: gcc would make it anew each time, which takes Armv6-M several
 * instructions. */
#if defined(__GNUC__)
#define TML_KEPT(variable) __asm__("" : "+r"(variable))
#else
#define TML_KEPT(variable) (void)0
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

/*
 * Whether the core multiplies 32 bits by 32 bits to 64 in an instruction or two. Armv6-M and the baseline of Armv8-M
 * do not: there a product of 64 bits is a call of the C library's.
 */
#if defined(__ARM_ARCH_6M__) || defined(__ARM_ARCH_8M_BASE__)
#define TML_LONG_PRODUCTS 0
#else
#define TML_LONG_PRODUCTS 1
#endif

#endif

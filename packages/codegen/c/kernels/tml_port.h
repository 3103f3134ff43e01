/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_PORT_H
#define TML_PORT_H

/* The one place for differences between compilers and cores. */

#include <math.h>
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
 * Loads from constant arrays go through these, for cores whose flash lies in an address space of its own. There is
 * none yet: avr-gcc copies constants to RAM at start-up, and the build record counts them there.
 */
#define TML_LOAD_S8(pointer) (*(pointer))
#define TML_LOAD_U8(pointer) (*(pointer))
#define TML_LOAD_S16(pointer) (*(pointer))
#define TML_LOAD_U16(pointer) (*(pointer))
#define TML_LOAD_S32(pointer) (*(pointer))
#define TML_LOAD_F32(pointer) (*(pointer))

#endif

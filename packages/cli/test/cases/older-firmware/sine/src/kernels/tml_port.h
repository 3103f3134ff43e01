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

/* Constant arrays: AVR keeps them in program memory, which only special loads reach. */
#if defined(__AVR__) && !defined(__AVR_TINY__)
#include <avr/pgmspace.h>
#define TML_FLASH PROGMEM
#define TML_LOAD_S8(pointer) ((int8_t)pgm_read_byte(pointer))
#define TML_LOAD_U8(pointer) pgm_read_byte(pointer)
#define TML_LOAD_S16(pointer) ((int16_t)pgm_read_word(pointer))
#define TML_LOAD_U16(pointer) pgm_read_word(pointer)
#define TML_LOAD_S32(pointer) ((int32_t)pgm_read_dword(pointer))
#define TML_LOAD_F32(pointer) pgm_read_float(pointer)
#else
#define TML_FLASH
#define TML_LOAD_S8(pointer) (*(pointer))
#define TML_LOAD_U8(pointer) (*(pointer))
#define TML_LOAD_S16(pointer) (*(pointer))
#define TML_LOAD_U16(pointer) (*(pointer))
#define TML_LOAD_S32(pointer) (*(pointer))
#define TML_LOAD_F32(pointer) (*(pointer))
#endif

#endif

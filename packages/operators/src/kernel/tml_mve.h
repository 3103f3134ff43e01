/* SPDX-License-Identifier: MIT-0 */
/*
 * Assembly for Helium, the vector extension of Armv8.1-M, with C in its place elsewhere: TML_MVE_BLOCK(__asm__(...),
 * statement). Kernels written with it run and are tested on any machine.
 *
 * A vector has 16 bytes. Sums of products over a vector (VMLADAVA) live in registers with even numbers: r0, r2, r4,
 * r6, r8, r10, r12 and lr, so pointers take the odd ones, and a block saves r7 by itself, which may be the frame
 * pointer. Floating-point registers that no vector of a loop lies in keep scalars, at one instruction each way.
 *
 * Source: Armv8-M Architecture Reference Manual, Arm DDI 0553, chapter C2 (vector instructions).
 */
#ifndef TML_MVE_H
#define TML_MVE_H

#include "tml_port.h"

#if defined(__GNUC__) && defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1)

/* Runs the assembly on these cores, the stand-in elsewhere. */
#define TML_MVE_BLOCK(assembly, stand_in) assembly

/* How often an assembly loop repeats its step: a power of two, less where the compiler is asked for small code. */
#if defined(__OPTIMIZE_SIZE__)
#define TML_MVE_UNROLL "2"
#define TML_MVE_UNROLLED(step) step step
#else
#define TML_MVE_UNROLL "8"
#define TML_MVE_UNROLLED(step) step step step step step step step step
#endif

/* All that a block with vectors may change, but for r7, which it saves. */
#define TML_MVE_CLOBBER \
    "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", "s0", "s1", "s2", "s3", "s4", "s5", "s6", \
    "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s20", "s21", "s22", "s23", \
    "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31", "p0", "cc", "memory"

#else

#define TML_MVE_BLOCK(assembly, stand_in) stand_in

#endif

/* Four sums as the lanes of a vector. */
#define TML_MVE_LANES(vector, a, b, c, d) \
    "vmov " vector "[2], " vector "[0], " a ", " c "\n" \
    "vmov " vector "[3], " vector "[1], " b ", " d "\n"

/*
 * Requantisation of the vectors a and b, whose multipliers, then right shifts (as negative numbers) r5 points to.
 * Twice: halves up after the high product, halves away from zero after the shift: negative numbers lose one first, but
 * for lanes that are not shifted. Zeros: the same where what is negative becomes 0 anyway, so that its ties do not
 * matter. Once: one rounding of the whole product, for shifts of 2 at least; they are one less, since the high word
 * lacks a bit of the product.
 */
#define TML_MVE_TWICE(a, b, t, u) \
    "vldrw.u32 " t ", [r5], #16\n" \
    "vqrdmulh.s32 " a ", " a ", " t "\n" \
    "vldrw.u32 " u ", [r5], #16\n" \
    "vqrdmulh.s32 " b ", " b ", " u "\n" \
    "vldrw.u32 " t ", [r5]\n" \
    "vand " u ", " a ", " t "\n" \
    "vshr.s32 " u ", " u ", #31\n" \
    "vqadd.s32 " a ", " a ", " u "\n" \
    "vrshl.s32 " a ", " a ", " t "\n" \
    "vldrw.u32 " t ", [r5, #16]\n" \
    "vand " u ", " b ", " t "\n" \
    "vshr.s32 " u ", " u ", #31\n" \
    "vqadd.s32 " b ", " b ", " u "\n" \
    "vrshl.s32 " b ", " b ", " t "\n" \
    "adds r5, #32\n"
#define TML_MVE_PLAIN(multiply, a, b, t, u) \
    "vldrw.u32 " t ", [r5], #16\n" \
    multiply " " a ", " a ", " t "\n" \
    "vldrw.u32 " u ", [r5], #16\n" \
    multiply " " b ", " b ", " u "\n" \
    "vldrw.u32 " t ", [r5], #16\n" \
    "vrshl.s32 " a ", " a ", " t "\n" \
    "vldrw.u32 " u ", [r5], #16\n" \
    "vrshl.s32 " b ", " b ", " u "\n"
#define TML_MVE_ZEROS(a, b, t, u) TML_MVE_PLAIN("vqrdmulh.s32", a, b, t, u)
#define TML_MVE_ONCE(a, b, t, u) TML_MVE_PLAIN("vmulh.s32", a, b, t, u)

/* The lanes of a and b in turn, plus the zero point, as eight bytes in the halves of a. */
#define TML_MVE_BYTES(a, b, zero_point) \
    "vqmovnb.s32 " a ", " a "\n" \
    "vqmovnt.s32 " a ", " b "\n" \
    "vqadd.s16 " a ", " a ", " zero_point "\n" \
    "vqmovnb.s16 " a ", " a "\n"

#endif

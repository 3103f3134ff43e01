/* SPDX-License-Identifier: MIT-0 */
/*
 * Assembly for Arm's single-precision FPU, with C in its place elsewhere: TML_FPU_BLOCK(__asm__(...), statement). A
 * fused multiply-add takes three cycles on Cortex-M4, a product and a sum one each; Cortex-M7 and M55 do better fused.
 *
 * Source: Arm Cortex-M4 Technical Reference Manual, instruction set summary of the FPU.
 */
#ifndef TML_FPU_H
#define TML_FPU_H

#include "tml_float16.h"

#if defined(__GNUC__) && defined(__ARM_FEATURE_FMA) && defined(__thumb2__)

#define TML_FPU_BLOCK(assembly, stand_in) assembly

/*
 * Sums a to d: MAC4 adds p to s times one value (with temporaries t to w), DOT4 p to s times t to w (p to s are lost).
 */
#if defined(__ARM_FEATURE_MVE) || (__ARM_FP & 8) != 0
#define TML_FPU_MAC4(a, b, c, d, p, q, r, s, value, t, u, v, w) \
    "vfma.f32 " a ", " p ", " value "\n" \
    "vfma.f32 " b ", " q ", " value "\n" \
    "vfma.f32 " c ", " r ", " value "\n" \
    "vfma.f32 " d ", " s ", " value "\n"
#define TML_FPU_DOT4(a, b, c, d, p, q, r, s, t, u, v, w) \
    "vfma.f32 " a ", " p ", " t "\n" \
    "vfma.f32 " b ", " q ", " u "\n" \
    "vfma.f32 " c ", " r ", " v "\n" \
    "vfma.f32 " d ", " s ", " w "\n"
#else
#define TML_FPU_MAC4(a, b, c, d, p, q, r, s, value, t, u, v, w) \
    "vmul.f32 " t ", " p ", " value "\n" \
    "vmul.f32 " u ", " q ", " value "\n" \
    "vmul.f32 " v ", " r ", " value "\n" \
    "vmul.f32 " w ", " s ", " value "\n" \
    "vadd.f32 " a ", " a ", " t "\n" \
    "vadd.f32 " b ", " b ", " u "\n" \
    "vadd.f32 " c ", " c ", " v "\n" \
    "vadd.f32 " d ", " d ", " w "\n"
#define TML_FPU_DOT4(a, b, c, d, p, q, r, s, t, u, v, w) \
    "vmul.f32 " p ", " p ", " t "\n" \
    "vmul.f32 " q ", " q ", " u "\n" \
    "vmul.f32 " r ", " r ", " v "\n" \
    "vmul.f32 " s ", " s ", " w "\n" \
    "vadd.f32 " a ", " a ", " p "\n" \
    "vadd.f32 " b ", " b ", " q "\n" \
    "vadd.f32 " c ", " c ", " r "\n" \
    "vadd.f32 " d ", " d ", " s "\n"
#endif

/* Two halves of a word as floats; `high` may be the word's own register. */
#define TML_FPU_HALVES(low, high, word) \
    "vcvtb.f32.f16 " low ", " word "\n" \
    "vcvtt.f32.f16 " high ", " word "\n"

#define TML_FPU_CLOBBER \
    "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17", \
    "s18", "s19", "s20", "s21", "s22", "s23", "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31"

#else

#define TML_FPU_BLOCK(assembly, stand_in) stand_in

#endif

/* A finite half-precision number, from its 16 bits. */
static inline float tml_fpu_half(uint16_t bits)
{
    float value;
    TML_FPU_BLOCK(__asm__("vmov %0, %1\n\tvcvtb.f32.f16 %0, %0" : "=t"(value) : "r"(bits));, value = tml_float_from_half(bits);)
    return value;
}

#endif

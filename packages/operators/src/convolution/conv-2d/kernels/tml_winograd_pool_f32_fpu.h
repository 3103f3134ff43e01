/* SPDX-License-Identifier: MIT-0 */
/*
 * The largest of the 2x2 results of a 3x3 convolution, by Winograd's F(2x2, 3x3): 16 products for 36. v [inputs,16] is
 * the transformed patch of 4x4, weights [outputs,inputs,16] are transformed filters. `rectify`: all ones if what is
 * below 0 becomes 0, else 0. The assembly knows the members' places.
 *
 * Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
 */
#ifndef TML_WINOGRAD_POOL_F32_FPU_H
#define TML_WINOGRAD_POOL_F32_FPU_H

#include "tml_clamp_f32.h"
#include "tml_fpu.h"

typedef struct {
    const float *v, *weights, *bias;
    float *y;
    int32_t inputs, outputs, rectify;
    float max;
} tml_winograd_f32;

/* The products in s0 to s15, four rows of four. */
#define TML_WINOGRAD_POOL \
    __asm__ volatile( \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8, r9}\n" \
        "vldmia r1, {s16-s31}\n" \
        "1:\n" \
        "vldmia r2!, {s0-s15}\n" \
        "subs lr, r5, #1\n" \
        "beq 2f\n" \
        "mov r10, r1\n" \
        "vldmia r10!, {s16-s31}\n" \
        "2:\n" \
        "vmul.f32 s0, s0, s16\n" \
        "vmul.f32 s1, s1, s17\n" \
        "vmul.f32 s2, s2, s18\n" \
        "vmul.f32 s3, s3, s19\n" \
        "vmul.f32 s4, s4, s20\n" \
        "vmul.f32 s5, s5, s21\n" \
        "vmul.f32 s6, s6, s22\n" \
        "vmul.f32 s7, s7, s23\n" \
        "vmul.f32 s8, s8, s24\n" \
        "vmul.f32 s9, s9, s25\n" \
        "vmul.f32 s10, s10, s26\n" \
        "vmul.f32 s11, s11, s27\n" \
        "vmul.f32 s12, s12, s28\n" \
        "vmul.f32 s13, s13, s29\n" \
        "vmul.f32 s14, s14, s30\n" \
        "vmul.f32 s15, s15, s31\n" \
        "cmp lr, #0\n" \
        "beq 4f\n" \
        "3:\n" \
        "vldmia r2!, {s16-s23}\n" \
        "vldmia r10!, {s24-s31}\n" \
        TML_FPU_DOT4("s0", "s1", "s2", "s3", "s16", "s17", "s18", "s19", "s24", "s25", "s26", "s27") \
        TML_FPU_DOT4("s4", "s5", "s6", "s7", "s20", "s21", "s22", "s23", "s28", "s29", "s30", "s31") \
        "vldmia r2!, {s16-s23}\n" \
        "vldmia r10!, {s24-s31}\n" \
        TML_FPU_DOT4("s8", "s9", "s10", "s11", "s16", "s17", "s18", "s19", "s24", "s25", "s26", "s27") \
        TML_FPU_DOT4("s12", "s13", "s14", "s15", "s20", "s21", "s22", "s23", "s28", "s29", "s30", "s31") \
        "subs lr, lr, #1\n" \
        "bne 3b\n" \
        "4:\n" \
        /* Columns: rows 1 and 2 are added to row 0, rows 2 and 3 taken from row 1. */ \
        "vadd.f32 s0, s0, s4\n" \
        "vadd.f32 s1, s1, s5\n" \
        "vadd.f32 s2, s2, s6\n" \
        "vadd.f32 s3, s3, s7\n" \
        "vadd.f32 s0, s0, s8\n" \
        "vadd.f32 s1, s1, s9\n" \
        "vadd.f32 s2, s2, s10\n" \
        "vadd.f32 s3, s3, s11\n" \
        "vsub.f32 s4, s4, s8\n" \
        "vsub.f32 s5, s5, s9\n" \
        "vsub.f32 s6, s6, s10\n" \
        "vsub.f32 s7, s7, s11\n" \
        "vldmia r3!, {s8}\n" \
        "vsub.f32 s4, s4, s12\n" \
        "vsub.f32 s5, s5, s13\n" \
        "vsub.f32 s6, s6, s14\n" \
        "vsub.f32 s7, s7, s15\n" \
        /* Rows likewise; what is added to column 1 is in all four results. */ \
        "vadd.f32 s1, s1, s8\n" \
        "vadd.f32 s5, s5, s8\n" \
        "vadd.f32 s0, s0, s2\n" \
        "vadd.f32 s4, s4, s6\n" \
        "vadd.f32 s0, s0, s1\n" \
        "vadd.f32 s4, s4, s5\n" \
        "vsub.f32 s1, s1, s2\n" \
        "vsub.f32 s5, s5, s6\n" \
        "vsub.f32 s1, s1, s3\n" \
        "vsub.f32 s5, s5, s7\n" \
        "vcmp.f32 s0, s4\n" \
        "vmrs APSR_nzcv, fpscr\n" \
        "it mi\n" \
        "vmovmi.f32 s0, s4\n" \
        "vcmp.f32 s1, s5\n" \
        "vmrs APSR_nzcv, fpscr\n" \
        "it mi\n" \
        "vmovmi.f32 s1, s5\n" \
        "vcmp.f32 s0, s1\n" \
        "vmrs APSR_nzcv, fpscr\n" \
        "it mi\n" \
        "vmovmi.f32 s0, s1\n" \
        /* As integers, floats that are not negative are in the same order; negative ones are below 0. */ \
        "vmov r10, s0\n" \
        "and lr, r8, r10, asr #31\n" \
        "bic r10, r10, lr\n" \
        "cmp r10, r9\n" \
        "it gt\n" \
        "movgt r10, r9\n" \
        "str r10, [r4], #4\n" \
        "subs r6, r6, #1\n" \
        "bne.w 1b\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "lr", TML_FPU_CLOBBER, "cc", "memory")

/* The same in C. */
static inline void tml_winograd_pool_stand_in(const tml_winograd_f32 *walk)
{
    for (int32_t o = 0; o < walk->outputs; o++) {
        float m[16];
        for (int32_t i = 0; i < 16; i++) {
            m[i] = 0.0f;
            for (int32_t c = 0; c < walk->inputs; c++) {
                m[i] += walk->v[16 * c + i] * walk->weights[16 * (o * walk->inputs + c) + i];
            }
        }
        for (int32_t i = 0; i < 4; i++) {
            m[i] = m[i] + m[4 + i] + m[8 + i];
            m[4 + i] = m[4 + i] - m[8 + i] - m[12 + i];
        }
        float largest = 0.0f;
        for (int32_t i = 0; i < 8; i += 4) {
            m[i + 1] += walk->bias[o];
            const float left = m[i] + m[i + 2] + m[i + 1], right = m[i + 1] - m[i + 2] - m[i + 3];
            const float larger = left < right ? right : left;
            largest = i == 0 || largest < larger ? larger : largest;
        }
        largest = walk->rectify && largest < 0.0f ? 0.0f : largest;
        walk->y[o] = largest > walk->max ? walk->max : largest;
    }
}

TML_APART void tml_winograd_pool_f32_fpu(const tml_winograd_f32 *at)
{
    TML_FPU_BLOCK(register const tml_winograd_f32 *walk __asm__("r0") = at;
                  TML_WINOGRAD_POOL;
                  , tml_winograd_pool_stand_in(at);)
}

#endif

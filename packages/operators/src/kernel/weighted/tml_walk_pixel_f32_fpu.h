/* SPDX-License-Identifier: MIT-0 */
/*
 * A walk (tml_walk_f32.h) at one pixel, in assembly for Arm's single-precision FPU.
 *
 * Layout: x in r1, sums in s0 to s3; products take the place of their weights.
 */
#ifndef TML_WALK_PIXEL_F32_FPU_H
#define TML_WALK_PIXEL_F32_FPU_H

#include "tml_walk_f32.h"

#define TML_PIXEL_MAC(a, b, c, d, x) TML_FPU_MAC4("s0", "s1", "s2", "s3", a, b, c, d, x, a, b, c, d)

#define TML_WALK_PIXEL(WEIGHTS_OF_ONE, WEIGHTS_OF_FOUR) \
    __asm__ volatile( \
        "1:\n" \
        "ldr r1, " TML_WALK_X "\n" \
        "ldr r5, " TML_WALK_WEIGHTS "\n" \
        "ldr r12, " TML_WALK_W_BLOCK "\n" \
        "ldr r8, " TML_WALK_BIAS "\n" \
        "add r12, r12, r5\n" \
        "str r12, " TML_WALK_WEIGHTS "\n" \
        "vldmia r8!, {s0-s3}\n" \
        "str r8, " TML_WALK_BIAS "\n" \
        "ldr r8, " TML_WALK_ROWS "\n" \
        "ldr r9, " TML_WALK_X_SKIP "\n" \
        "ldr r10, " TML_WALK_W_SKIP "\n" \
        "ldr r12, " TML_WALK_RUN "\n" \
        "cmp r8, #0\n" \
        "beq.w 6f\n" \
        "2:\n" \
        "subs r6, r12, #4\n" \
        "blt.w 4f\n" \
        "3:\n" \
        "vldmia r1!, {s4-s7}\n" \
        WEIGHTS_OF_FOUR \
        TML_PIXEL_MAC("s8", "s9", "s10", "s11", "s4") \
        TML_PIXEL_MAC("s12", "s13", "s14", "s15", "s5") \
        TML_PIXEL_MAC("s16", "s17", "s18", "s19", "s6") \
        TML_PIXEL_MAC("s20", "s21", "s22", "s23", "s7") \
        "subs r6, r6, #4\n" \
        "bge.w 3b\n" \
        "4:\n" \
        "adds r6, r6, #4\n" \
        "beq.w 5f\n" \
        "8:\n" \
        "vldmia r1!, {s4}\n" \
        WEIGHTS_OF_ONE \
        TML_PIXEL_MAC("s16", "s17", "s18", "s19", "s4") \
        "subs r6, r6, #1\n" \
        "bne.w 8b\n" \
        "5:\n" \
        "add r1, r1, r9\n" \
        "add r5, r5, r10\n" \
        "subs r8, r8, #1\n" \
        "bne.w 2b\n" \
        "6:\n" \
        "ldr r6, " TML_WALK_Y "\n" \
        "ldr r8, " TML_WALK_RECTIFY "\n" \
        "ldr r12, " TML_WALK_MAX "\n" \
        "add r1, r6, #16\n" \
        "str r1, " TML_WALK_Y "\n" \
        "cmp r8, #0\n" \
        "bne.w 7f\n" \
        TML_WALK_STORE("s0", "s1", "s2", "s3") \
        "b.w 9f\n" \
        "7:\n" \
        TML_WALK_STORE_RECTIFIED("s0", "s1", "s2", "s3") \
        "9:\n" \
        "ldr r6, " TML_WALK_FOURS "\n" \
        "subs r6, r6, #1\n" \
        "str r6, " TML_WALK_FOURS "\n" \
        "bne.w 1b\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", TML_FPU_CLOBBER, "cc", "memory")

TML_APART void tml_walk_pixel_f32_fpu(tml_walk_f32 *at)
{
    TML_FPU_BLOCK(register tml_walk_f32 *walk __asm__("r0") = at;
                  TML_WALK_PIXEL(TML_WALK_ONE, TML_WALK_FOUR);
                  , tml_walk_stand_in(at, 1, 0);)
}

/* The same with weights in half precision. */
TML_APART void tml_walk_pixel_f16w_fpu(tml_walk_f32 *at)
{
    TML_FPU_BLOCK(register tml_walk_f32 *walk __asm__("r0") = at;
                  TML_WALK_PIXEL(TML_WALK_ONE_HALF, TML_WALK_FOUR_HALF);
                  , tml_walk_stand_in(at, 1, 1);)
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * A walk (tml_walk_f32.h) at four pixels at once, in assembly for Arm's single-precision FPU.
 *
 * Layout: the pixels' x in r1 to r4, weights in r5, y in r6; sums of pixel p from s(4p) on. Source: Arm Cortex-M4
 * Technical Reference Manual for the cycles of VMLA, VMUL and VLDM.
 */
#ifndef TML_WALK_PIXELS_F32_FPU_H
#define TML_WALK_PIXELS_F32_FPU_H

#include "tml_walk_f32.h"

#define TML_PIXELS_STEP(WEIGHTS, at) \
    WEIGHTS \
    "vldr s20, [r1, #" #at "]\n" \
    "vldr s21, [r2, #" #at "]\n" \
    "vldr s22, [r3, #" #at "]\n" \
    "vldr s23, [r4, #" #at "]\n" \
    TML_FPU_MAC4("s0", "s1", "s2", "s3", "s16", "s17", "s18", "s19", "s20", "s24", "s25", "s26", "s27") \
    TML_FPU_MAC4("s4", "s5", "s6", "s7", "s16", "s17", "s18", "s19", "s21", "s28", "s29", "s30", "s31") \
    TML_FPU_MAC4("s8", "s9", "s10", "s11", "s16", "s17", "s18", "s19", "s22", "s24", "s25", "s26", "s27") \
    TML_FPU_MAC4("s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s23", "s28", "s29", "s30", "s31")

#define TML_PIXELS_FORWARD(by) \
    "add r1, r1, " by "\n" \
    "add r2, r2, " by "\n" \
    "add r3, r3, " by "\n" \
    "add r4, r4, " by "\n"

#define TML_PIXELS_STORE(STORE) \
    STORE("s0", "s1", "s2", "s3") \
    "add r6, r6, lr\n" \
    STORE("s4", "s5", "s6", "s7") \
    "add r6, r6, lr\n" \
    STORE("s8", "s9", "s10", "s11") \
    "add r6, r6, lr\n" \
    STORE("s12", "s13", "s14", "s15")

#define TML_PIXELS_WALK(WEIGHTS) \
    __asm__ volatile( \
        "1:\n" \
        "ldr r1, " TML_WALK_X "\n" \
        "ldr r6, " TML_WALK_X_STEP "\n" \
        "ldr r5, " TML_WALK_WEIGHTS "\n" \
        "ldr r12, " TML_WALK_W_BLOCK "\n" \
        "ldr r8, " TML_WALK_BIAS "\n" \
        "add r2, r1, r6\n" \
        "add r3, r2, r6\n" \
        "add r4, r3, r6\n" \
        "add r12, r12, r5\n" \
        "str r12, " TML_WALK_WEIGHTS "\n" \
        "vldmia r8!, {s0-s3}\n" \
        "str r8, " TML_WALK_BIAS "\n" \
        "vmov.f32 s4, s0\n" \
        "vmov.f32 s5, s1\n" \
        "vmov.f32 s6, s2\n" \
        "vmov.f32 s7, s3\n" \
        "vmov.f32 s8, s0\n" \
        "vmov.f32 s9, s1\n" \
        "vmov.f32 s10, s2\n" \
        "vmov.f32 s11, s3\n" \
        "vmov.f32 s12, s0\n" \
        "vmov.f32 s13, s1\n" \
        "vmov.f32 s14, s2\n" \
        "vmov.f32 s15, s3\n" \
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
        TML_PIXELS_STEP(WEIGHTS, 0) TML_PIXELS_STEP(WEIGHTS, 4) TML_PIXELS_STEP(WEIGHTS, 8) TML_PIXELS_STEP(WEIGHTS, 12) \
        TML_PIXELS_FORWARD("#16") \
        "subs r6, r6, #4\n" \
        "bge.w 3b\n" \
        "4:\n" \
        "adds r6, r6, #4\n" \
        "beq.w 5f\n" \
        "8:\n" \
        TML_PIXELS_STEP(WEIGHTS, 0) \
        TML_PIXELS_FORWARD("#4") \
        "subs r6, r6, #1\n" \
        "bne.w 8b\n" \
        "5:\n" \
        TML_PIXELS_FORWARD("r9") \
        "add r5, r5, r10\n" \
        "subs r8, r8, #1\n" \
        "bne.w 2b\n" \
        "6:\n" \
        "ldr r6, " TML_WALK_Y "\n" \
        "ldr lr, " TML_WALK_Y_STEP "\n" \
        "ldr r8, " TML_WALK_RECTIFY "\n" \
        "ldr r12, " TML_WALK_MAX "\n" \
        "add r1, r6, #16\n" \
        "str r1, " TML_WALK_Y "\n" \
        "cmp r8, #0\n" \
        "bne.w 7f\n" \
        TML_PIXELS_STORE(TML_WALK_STORE) \
        "b.w 9f\n" \
        "7:\n" \
        TML_PIXELS_STORE(TML_WALK_STORE_RECTIFIED) \
        "9:\n" \
        "ldr r6, " TML_WALK_FOURS "\n" \
        "subs r6, r6, #1\n" \
        "str r6, " TML_WALK_FOURS "\n" \
        "bne.w 1b\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", "lr", TML_FPU_CLOBBER, "cc", "memory")

TML_APART void tml_walk_pixels_f32_fpu(tml_walk_f32 *at)
{
    TML_FPU_BLOCK(register tml_walk_f32 *walk __asm__("r0") = at;
                  TML_PIXELS_WALK(TML_WALK_ONE);
                  , tml_walk_stand_in(at, 4, 0);)
}

/* The same with weights in half precision. */
TML_APART void tml_walk_pixels_f16w_fpu(tml_walk_f32 *at)
{
    TML_FPU_BLOCK(register tml_walk_f32 *walk __asm__("r0") = at;
                  TML_PIXELS_WALK(TML_WALK_ONE_HALF);
                  , tml_walk_stand_in(at, 4, 1);)
}

#endif

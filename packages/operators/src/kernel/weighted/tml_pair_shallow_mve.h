/* SPDX-License-Identifier: MIT-0 */
/*
 * Two columns of at most 16 values by eight outputs for Helium, as in tml_pair_mve.h, of whose walk `run` is the
 * number of values. A column is one vector, which stays in its register for all outputs.
 *
 * Constants as tml_pair_mve.h has them.
 */
#ifndef TML_PAIR_SHALLOW_MVE_H
#define TML_PAIR_SHALLOW_MVE_H

#include "tml_pair_mve.h"

#define TML_SHALLOW_FOUR(columns_a, columns_b) \
    "ldm.w r5, {r0, r2, r4, r6}\n" \
    "ldm.w r5!, {r8, r10, r12, lr}\n" \
    TML_PAIR_SUMS \
    TML_MVE_LANES(columns_a, "r0", "r2", "r4", "r6") \
    TML_MVE_LANES(columns_b, "r8", "r10", "r12", "lr")

/* Even outputs in q4 (a) and q5 (b), odd ones in q2 and q3. */
#define TML_SHALLOW_LANES(operation) \
    "vldrw.u32 q6, [r5], #16\n" \
    operation " q4, q4, q6\n" \
    operation " q5, q5, q6\n" \
    "vldrw.u32 q7, [r5], #16\n" \
    operation " q2, q2, q7\n" \
    operation " q3, q3, q7\n"
#define TML_SHALLOW_AWAY \
    TML_PAIR_AWAY("q4", "q6") TML_PAIR_AWAY("q5", "q7") TML_PAIR_AWAY("q2", "q6") TML_PAIR_AWAY("q3", "q7")
#define TML_SHALLOW_ZEROS ""

/* r1 a, r3 b, r5 constants, r7 y, r9 outputs left, r11 the walk. */
#define TML_SHALLOW_WALK(AWAY) \
    __asm__ volatile( \
        "push {r7}\n" \
        "mov r11, r0\n" \
        "ldrd r1, r3, [r11, #28]\n" \
        "ldr r7, [r11, #40]\n" \
        "1:\n" \
        "ldr r4, [r11, #20]\n" \
        "ldrd r5, r9, [r11, #44]\n" \
        "vctp.8 r4\n" \
        "vpstt\n" \
        "vldrbt.u8 q0, [r1]\n" \
        "vldrbt.u8 q1, [r3]\n" \
        "2:\n" \
        TML_SHALLOW_FOUR("q4", "q5") \
        TML_SHALLOW_FOUR("q2", "q3") \
        TML_SHALLOW_LANES("vqrdmulh.s32") \
        AWAY \
        TML_SHALLOW_LANES("vrshl.s32") \
        "ldrd r2, r4, [r11, #52]\n" \
        TML_MVE_BYTES("q4", "q2", "r2") \
        TML_MVE_BYTES("q5", "q3", "r2") \
        "add r4, r4, r7\n" \
        "vctp.16 r9\n" \
        "vpstt\n" \
        "vstrbt.16 q5, [r4]\n" \
        "vstrbt.16 q4, [r7], #8\n" \
        "subs r9, r9, #8\n" \
        "bgt.w 2b\n" \
        "ldr r2, [r11, #64]\n" \
        "ldrd r4, r6, [r11, #68]\n" \
        "add r1, r1, r2\n" \
        "add r3, r3, r2\n" \
        "add r7, r7, r4\n" \
        "subs r6, r6, #1\n" \
        "str r6, [r11, #72]\n" \
        "bne.w 1b\n" \
        "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

#define TML_SHALLOW_KERNEL(name, AWAY) \
    TML_APART void tml_pair_##name##_shallow_mve(tml_pair_walk *job) \
    { \
        TML_MVE_BLOCK(register tml_pair_walk *walk __asm__("r0") = job; TML_SHALLOW_WALK(AWAY); \
                      , tml_pair_stand_in(job, 0);) \
    }

TML_SHALLOW_KERNEL(twice, TML_SHALLOW_AWAY)
TML_SHALLOW_KERNEL(zeros, TML_SHALLOW_ZEROS)

#endif

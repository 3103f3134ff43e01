/* SPDX-License-Identifier: MIT-0 */
/*
 * What the kernels that choose detections share, whatever the type of their operands: candidates in the order of
 * their scores, and the list of detections.
 *
 * Candidates are a binary heap of the numbers of boxes: the greatest score is at its root, of equal ones the first
 * box.
 */
#ifndef TML_DETECTION_POSTPROCESS_H
#define TML_DETECTION_POSTPROCESS_H

#include "tml_box_overlap.h"

typedef struct {
    int32_t boxes, coordinates;        /* coordinates: numbers of an encoded box, of which the first four count */
    int32_t columns, first, classes;   /* scores of a box, the first that is of a class, and how many are */
    int32_t detections, per_detection; /* at most; results for each of them */
    int32_t chosen;                    /* at most, of one class (or, fast, of all of them) */
    int32_t regular;                   /* whether boxes are chosen class by class */
    float score_threshold, overlap_threshold;
    float scale[4]; /* of y, x, height and width */
    float box_scale, score_scale, anchor_scale;
    float box_zero, score_zero, anchor_zero;
} tml_detection_postprocess_params;

static inline int32_t tml_detection_precedes(const float *score, int32_t a, int32_t b)
{
    return score[a] > score[b] || (score[a] == score[b] && a < b);
}

/* Moves candidate `at` down to where it belongs among `count`. */
static inline void tml_detection_settle(int32_t *order, int32_t at, int32_t count, const float *score)
{
    const int32_t moved = order[at];
    for (int32_t next = 2 * at + 1; next < count; next = 2 * at + 1) {
        if (next + 1 < count && tml_detection_precedes(score, order[next + 1], order[next])) {
            next++;
        }
        if (!tml_detection_precedes(score, order[next], moved)) {
            break;
        }
        order[at] = order[next];
        at = next;
    }
    order[at] = moved;
}

/* Puts a detection where its score belongs, after equal ones; the last one gives way where there are too many. */
static inline int32_t tml_detection_insert(int32_t count, int32_t most, const float *box, float label, float score,
                                           float *boxes, float *classes, float *scores)
{
    int32_t at = count;
    if (count < most) {
        count++;
    } else if (most == 0 || !(score > scores[most - 1])) {
        return count;
    } else {
        at = most - 1;
    }
    for (; at > 0 && score > scores[at - 1]; at--) {
        memcpy(boxes + 4 * at, boxes + 4 * (at - 1), 4 * sizeof(float));
        classes[at] = classes[at - 1];
        scores[at] = scores[at - 1];
    }
    memcpy(boxes + 4 * at, box, 4 * sizeof(float));
    classes[at] = label;
    scores[at] = score;
    return count;
}

#endif

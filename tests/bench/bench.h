/* bench.h -- time, randomness and a table for the benchmark programs. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline double bench_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* xorshift: the same sequence in each run. */
static inline uint64_t bench_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline int bench_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Product and ceiling take turns, round for round, so that a noisy machine
** disturbs both alike; the medians are compared. */
enum {
    BENCH_ROUNDS = 15
};

typedef double (*bench_fn)(void *ctx, int count); /* seconds for `count` */

static inline void bench_pair(const char *name,
                              double wanted,
                              int count,
                              bench_fn product,
                              bench_fn ceiling,
                              void *ctx)
{
    double p[BENCH_ROUNDS], c[BENCH_ROUNDS], ratio;

    product(ctx, count);
    ceiling(ctx, count);
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        p[i] = product(ctx, count) / count;
        c[i] = ceiling(ctx, count) / count;
    }
    qsort(p, BENCH_ROUNDS, sizeof(*p), bench_compare);
    qsort(c, BENCH_ROUNDS, sizeof(*c), bench_compare);
    ratio = c[BENCH_ROUNDS / 2] / p[BENCH_ROUNDS / 2];
    printf("%-34s %10.1f us %10.1f us   %5.2f  (wanted %.2f)%s\n", name,
           p[BENCH_ROUNDS / 2] * 1e6, c[BENCH_ROUNDS / 2] * 1e6, ratio, wanted,
           ratio < wanted ? "  MISSED" : "");
    fflush(stdout);
}

#endif

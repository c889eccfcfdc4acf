/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Searches a benchmark graph and prints figures, one a line: a name and a
 * number. For each predictor, stacks per second of processor time and the best
 * score, for the seeds 1 to 11; for exact, milliseconds and whether the score
 * is proved.
 */
#include "resolver/search/space_json.h"

#include <stdio.h>
#include <stdlib.h>

#define SEEDS 11
#define LIMIT 70000

static const enum thoth_predictor predictors[] = {
    THOTH_PREDICT_AUTO, THOTH_PREDICT_TD, THOTH_PREDICT_ASA,
    THOTH_PREDICT_MCTS};

static struct thoth_space *read_space(const char *path)
{
    struct thoth_space *space;
    struct thoth_error error;

    if (space_read_json(path, &space, &error) == THOTH_OK)
        return space;
    fprintf(stderr, "%s\n", error.message);
    exit(1);
}

static struct thoth_resolution *
resolve(struct thoth_space *space, enum thoth_predictor predictor,
        uint64_t seed, struct thoth_resolution_facts *facts, double *best)
{
    struct thoth_resolve_options options;
    struct thoth_resolution *resolution;
    uint32_t count;

    thoth_resolve_options_init(&options);
    options.predictor = predictor;
    options.limit = LIMIT;
    options.seed = seed;
    if (thoth_resolve(space, &options, &resolution) != THOTH_OK ||
        thoth_resolution_product(resolution, 0, &count, best) == NULL) {
        fprintf(stderr, "%s finds nothing\n", thoth_predictor_name(predictor));
        exit(1);
    }
    thoth_resolution_describe(resolution, facts);
    return resolution;
}

static void search_graph(struct thoth_space *space,
                         enum thoth_predictor predictor)
{
    const char *name = thoth_predictor_name(predictor);

    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct thoth_resolution_facts facts;
        double best;

        thoth_resolution_release(
            resolve(space, predictor, seed, &facts, &best));
        printf("%s.stacks_per_cpu_s %.0f\n", name,
               (double)facts.accepted / facts.cpu_seconds);
        printf("%s.best %.9g\n", name, best);
    }
}

/* A new space each time: laying it out is part of the work. */
static void prove(const char *path)
{
    for (int i = 0; i < SEEDS; i++) {
        struct thoth_space *space = read_space(path);
        struct thoth_resolution_facts facts;
        double best;

        thoth_resolution_release(
            resolve(space, THOTH_PREDICT_EXACT, 1, &facts, &best));
        printf("exact_ms %.6f\n", facts.seconds * 1e3);
        printf("exact.best %.9g\n", best);
        printf("exact.proved %d\n",
               facts.end == THOTH_END_PROVED && facts.bound <= best);
        thoth_space_release(space);
    }
}

int main(int argc, char **argv)
{
    struct thoth_space *space;

    if (argc != 2) {
        fprintf(stderr, "usage: searches GRAPH\n");
        return 2;
    }
    space = read_space(argv[1]);
    for (size_t i = 0; i < sizeof(predictors) / sizeof(predictors[0]); i++)
        search_graph(space, predictors[i]);
    thoth_space_release(space);
    prove(argv[1]);
    return 0;
}

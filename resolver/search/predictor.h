/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The predictors there are, each in a file of its own; docs/predictors.md has
 * their formulas and where these come from.
 */
#ifndef RESOLVER_SEARCH_PREDICTOR_H
#define RESOLVER_SEARCH_PREDICTOR_H

#include "resolver/search/search.h"

extern const struct predictor predictor_asa;
extern const struct predictor predictor_exact;
extern const struct predictor predictor_hill;
extern const struct predictor predictor_latest;
extern const struct predictor predictor_lookahead;
extern const struct predictor predictor_mcts;
extern const struct predictor predictor_sample;
extern const struct predictor predictor_td;
extern const struct predictor predictor_walk;

/* NULL for AUTO, which is none. */
const struct predictor *predictor_of(enum thoth_predictor predictor);

#endif

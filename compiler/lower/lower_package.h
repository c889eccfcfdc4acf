/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules ask of package versions, of the one at hand and of resolved ones.
 * All functions write to lowering->writer and push operands.
 */
#ifndef COMPILER_LOWER_LOWER_PACKAGE_H
#define COMPILER_LOWER_LOWER_PACKAGE_H

#include "compiler/lower/lower.h"

#include <stdbool.h>

/* How a specifier set is asked. An empty one restricts nothing where the
 * reference does not look at it, and refuses pre-releases where it does. */
enum version_rule {
    VERSION_IF_FILLED,   /* the package version of a step */
    VERSION_IF_GIVEN,    /* packages of a state */
    VERSION_PRERELEASES, /* sieves: pre-releases allowed */
    VERSION_PSEUDONYM,   /* the same, and `develop` is not looked at */
};

/* All that an entry asks of a package version but its name, in the order in
 * which the reference asks, which differs. `package` may be NULL. */
void lower_package(struct lowering *lowering, const struct ast_node *package,
                   enum version_rule rule);

/* A package of the entry's name is resolved (`op` RESOLVED) or, in turn, one of
 * the dependents (FROM), and fits. An entry without a name cannot be decided.
 */
void lower_resolved(struct lowering *lowering, unsigned op,
                    const struct ast_node *entry);

/* The packages of a list, or of NULL, are among those that depend on the one at
 * hand, and no others are unless they are allowed. */
void lower_dependents(struct lowering *lowering, const struct ast_node *from,
                      bool others);

/* Takes what was pushed since a mark; returns its conjunction. */
uint32_t lower_and_since(struct lowering *lowering, uint32_t mark);

#endif

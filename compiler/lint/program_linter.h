/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the checks of whole rule sets share; not for other stages. Each check
 * goes over the units of the program once and adds findings; none depends on
 * the ids of strings, whose order is chance.
 */
#ifndef COMPILER_LINT_PROGRAM_LINTER_H
#define COMPILER_LINT_PROGRAM_LINTER_H

#include "compiler/lint/program_imply.h"
#include "compiler/lint/program_lint.h"

/* Units by full name, NAMESPACE.NAME, case ignored. */
struct unit_names {
    uint32_t *first; /* by slot: a unit plus 1, the first of its folded name */
    uint32_t slot_count;
    uint32_t *next; /* by unit: the next one of its folded name plus 1 */
    uint32_t *last; /* by unit that is a first one: the last of its chain */
};

struct program_linter {
    const struct program *program;
    struct arena *arena;
    bool complete;
    struct program_findings *findings;
    struct unit_names names;
    uint32_t *when; /* by unit: the condition that decides, of the program */
    bool *copied;   /* by unit: an earlier one does the very same */
};

/* Adds a finding; `other` and the rest may be set afterwards. */
struct program_finding *program_find(struct program_linter *linter,
                                     enum diagnostic_code code, uint32_t unit);

/* The checks, in the order in which they run. */
void lint_unit_names(struct program_linter *linter);
void lint_references(struct program_linter *linter);
void lint_copies(struct program_linter *linter);
void lint_shadowed(struct program_linter *linter);
void lint_sieves(struct program_linter *linter);
void lint_shared_links(struct program_linter *linter);

/* The first unit of a full name below a kind, or PROGRAM_NONE; any kind for
 * UNIT_SECTION_COUNT. */
uint32_t unit_names_find(const struct program_linter *linter,
                         struct thoth_text full_name, unsigned kind);

/* The next unit of the same full name and kind, or PROGRAM_NONE. */
uint32_t unit_names_next(const struct program_linter *linter, uint32_t unit);

/* The full name of a unit, in memory of the linter. */
struct thoth_text unit_full_name(const struct program_linter *linter,
                                 uint32_t unit);

/* The condition of a unit, and the predicate of an instance. */
struct predicate unit_condition(const struct program_linter *linter,
                                uint32_t unit);
struct predicate instance_predicate(const struct program_linter *linter,
                                    uint32_t instance);

/* Is the second unit registered whenever the first one is, and not later in
 * the order of units? */
bool unit_registered_with(const struct program_linter *linter, uint32_t unit,
                          uint32_t other);

/* Does the instance ask for a version of a set that is surely empty? */
bool instance_is_empty(const struct program_linter *linter, uint32_t instance);

static inline struct thoth_text linter_text(const struct program_linter *linter,
                                            str_id text)
{
    return intern_text(linter->program->session->strings, text);
}

#endif

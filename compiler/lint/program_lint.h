/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lint stage for whole rule sets: what is wrong with units only beside
 * other units. Two steps, so that the many files without a finding are not
 * read again: lint_program finds from the IR alone which units are at fault
 * and why; lint_program_report says so, with places and fixes from the tree of
 * one file.
 */
#ifndef COMPILER_LINT_PROGRAM_LINT_H
#define COMPILER_LINT_PROGRAM_LINT_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"
#include "compiler/link/program.h"

/* Something wrong with a unit. The rest depends on the code. */
struct program_finding {
    enum diagnostic_code code;
    uint32_t unit;
    uint32_t other;         /* a unit that explains it, or PROGRAM_NONE */
    uint32_t item;          /* of its dependencies or messages */
    uint32_t count;         /* of units that share something */
    struct thoth_text text; /* what is proposed, what goes in a circle */
    struct program_finding *next;
};

struct program_findings {
    struct program_finding **of_file; /* by file, in the order of their units */
    uint32_t count;
};

/*
 * Looks at a gathered program, before any pass. `complete`: all files of the
 * rule set are in it; otherwise nothing is said about units that are missing.
 * Findings live in the program's arena and refer to its strings. Unwinds when
 * memory is short.
 */
void lint_program(const struct program *program, bool complete,
                  struct program_findings *findings);

/* Where messages find the path of a file, as they show it. */
struct program_paths {
    struct thoth_text (*path)(void *user, uint32_t file);
    void *user;
};

/*
 * Reports the findings of a file to `list`, sorted by place, after what was
 * there before. `root` is the file's tree, checked, and `content` its text; it
 * may have changed since: units that are not where they were are reported
 * where they were, without fixes. NULL: the file cannot be read any more. What
 * is in `scratch` may be given back afterwards. Thread-safe for different
 * lists.
 */
void lint_program_report(const struct program *program,
                         const struct program_findings *findings, uint32_t file,
                         const struct ast_node *root, struct thoth_text content,
                         const struct program_paths *paths,
                         struct arena *scratch, struct diagnostic_list *list);

#endif

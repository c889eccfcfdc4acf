/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostics are data: a code from grammar/diagnostics.def, a place, the text,
 * secondary places and notes. Stages report into the list of the file they work
 * on; only the driver prints. A list belongs to one thread at a time; its
 * memory comes from the arena given at its start and must outlive the file.
 */
#ifndef COMPILER_BASE_DIAGNOSTIC_H
#define COMPILER_BASE_DIAGNOSTIC_H

#include "compiler/base/arena.h"
#include "compiler/base/span.h"
#include "runtime/text.h"

#include <stdbool.h>
#include <stdint.h>

enum severity {
    SEVERITY_INFO,
    SEVERITY_WARNING,
    SEVERITY_ERROR,
};

/* What has to be read for a diagnostic to be complete. */
enum diagnostic_scope {
    SCOPE_FILE,  /* the file alone */
    SCOPE_RULES, /* all rules of the repository */
};

enum diagnostic_code {
#define DIAGNOSTIC(id, code, severity, scope, summary, explanation, bad, good) \
    DIAG_##id,
#include "grammar/diagnostics.def"
#undef DIAGNOSTIC
    DIAG_COUNT
};

/* A further place that explains the primary one: "first defined here". */
struct diagnostic_place {
    struct span span;
    struct thoth_text message;
    struct diagnostic_place *next;
};

struct diagnostic_note {
    struct thoth_text message; /* without "note:" */
    struct diagnostic_note *next;
};

struct diagnostic {
    enum diagnostic_code code;
    struct span span;
    struct thoth_text message; /* one line, no full stop */
    struct thoth_text unit;    /* name of the unit as written, or empty */
    struct diagnostic_place *secondary;
    struct diagnostic_note *notes;
    struct diagnostic *next;
};

/* The diagnostics of one file, in the order of their report. */
struct diagnostic_list {
    struct arena *arena;
    struct diagnostic *first;
    struct diagnostic **end;
    uint32_t count;
    uint32_t errors;
    struct thoth_text unit; /* the unit being checked; stages set it */
};

/* One row of grammar/diagnostics.def. */
struct diagnostic_fact {
    const char *code; /* "RX101", stable */
    enum severity severity;
    enum diagnostic_scope scope;
    const char *summary;
    const char *explanation;
    const char *bad; /* examples, lines that end in LF */
    const char *good;
};

const struct diagnostic_fact *diagnostic_fact(enum diagnostic_code code);
const char *severity_name(enum severity severity);

void diagnostic_list_start(struct diagnostic_list *list, struct arena *arena);

/* Reports; the format is printf's. Returns the new diagnostic, to which places
 * and notes may be added. Texts are copied. */
struct diagnostic *diagnostic_report(struct diagnostic_list *list,
                                     enum diagnostic_code code,
                                     struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

void diagnostic_add_place(struct diagnostic_list *list,
                          struct diagnostic *diagnostic, struct span span,
                          const char *format, ...)
    __attribute__((format(printf, 4, 5)));

void diagnostic_add_note(struct diagnostic_list *list,
                         struct diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sorts by place; reports at one place keep their order. */
void diagnostic_list_sort(struct diagnostic_list *list);

#endif

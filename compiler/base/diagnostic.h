/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostics are data: a code from grammar/diagnostics.def, a place, the text,
 * secondary places, notes and perhaps a fix. Stages report into the list of the
 * file they work on; only the driver prints. A list belongs to one thread at a
 * time; its memory comes from the arena given at its start and must outlive the
 * file.
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
    struct thoth_text path; /* as messages show it; empty: the same file */
    struct thoth_text message;
    struct diagnostic_place *next;
};

struct diagnostic_note {
    struct thoth_text message; /* without "note:" */
    struct diagnostic_note *next;
};

/* Puts `text` in place of what the span holds; an empty span inserts. */
struct diagnostic_edit {
    struct span span;
    struct thoth_text text;
    struct diagnostic_edit *next;
};

/* What would repair the file: all edits at once, none of which overlap. */
struct diagnostic_fix {
    struct thoth_text
        title; /* what it does, as an order: "quote the version" */
    bool safe; /* the fixed file means the same, or what was clearly meant */
    struct diagnostic_edit *edits; /* as they were added */
};

struct diagnostic {
    enum diagnostic_code code;
    struct span span;
    struct thoth_text message; /* one line, no full stop */
    struct thoth_text unit;    /* name of the unit as written, or empty */
    struct diagnostic_place *secondary;
    struct diagnostic_note *notes;
    struct diagnostic_fix *fix; /* or NULL */
    struct diagnostic *next;
};

/* The diagnostics of one file, in the order of their report. */
struct diagnostic_list {
    struct arena *arena;
    struct diagnostic *first;
    struct diagnostic **end;
    uint32_t count;
    uint32_t errors;        /* those that are fatal */
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

/* Does it keep its file from being compiled? Errors do, but for those about
 * what valid rules mean, RX4xx and RX6xx. */
bool diagnostic_is_fatal(enum diagnostic_code code);

void diagnostic_list_start(struct diagnostic_list *list, struct arena *arena);

/* Reports; the format is printf's. Returns the new diagnostic, to which places,
 * notes and a fix may be added. Texts are copied. */
struct diagnostic *diagnostic_report(struct diagnostic_list *list,
                                     enum diagnostic_code code,
                                     struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

void diagnostic_add_place(struct diagnostic_list *list,
                          struct diagnostic *diagnostic, struct span span,
                          const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same in another file of the rule set, whose path is given as messages
 * show it. */
void diagnostic_add_place_in(struct diagnostic_list *list,
                             struct diagnostic *diagnostic,
                             struct thoth_text path, struct span span,
                             const char *format, ...)
    __attribute__((format(printf, 5, 6)));

void diagnostic_add_note(struct diagnostic_list *list,
                         struct diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Gives the diagnostic a fix, in place of one it may have; the format is of its
 * title. Without edits it is a proposal to a person. */
struct diagnostic_fix *diagnostic_add_fix(struct diagnostic_list *list,
                                          struct diagnostic *diagnostic,
                                          bool safe, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds an edit to a fix; the text is copied. */
void diagnostic_add_edit(struct diagnostic_list *list,
                         struct diagnostic_fix *fix, struct span span,
                         struct thoth_text text);

/* Moves the diagnostics of `more` behind those of the list. */
void diagnostic_list_join(struct diagnostic_list *list,
                          struct diagnostic_list *more);

/* Sorts by place; reports at one place keep their order. */
void diagnostic_list_sort(struct diagnostic_list *list);

/* Takes out of the list what `keep` says no to; it is asked in order. */
void diagnostic_list_filter(struct diagnostic_list *list,
                            bool (*keep)(void *user,
                                         const struct diagnostic *diagnostic),
                            void *user);

#endif

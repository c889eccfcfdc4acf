/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The conformance driver: reads vectors of one kind, answers each from the
 * compiler and the library as users get them. Expected answers in the input
 * are never looked at.
 */
#ifndef TESTS_CONFORMANCE_ANSWER_H
#define TESTS_CONFORMANCE_ANSWER_H

#include "compiler/driver/case_line.h"
#include "compiler/driver/case_writer.h"
#include "compiler/emit/aot.h"
#include "runtime/native_abi.h"
#include "runtime/thoth.h"

#include <stdbool.h>

struct answering {
    enum thoth_engine engine;  /* INTERP, NATIVE or JIT */
    struct aot_options native; /* who makes code for NATIVE and JIT */
    bool plans;                /* evaluate steps by plan */
    bool via_rx;               /* say rules in the match/run language first */
    const char *broken;        /* NULL, or the part that is wrong on purpose */
    char *rules;               /* the rules folder, or NULL */
    struct case_reader reader;
    struct case_writer writer;
    int status; /* for main(): 0, or 2 after a line that is no JSON */
};

/* The next vector; false at the end of the input. A line that is no JSON is
 * reported and passed over. */
bool answering_next(struct answering *answering, struct case_line *line);

/* Writes what is in the writer. */
void answering_flush(struct answering *answering);

/* Reports and ends the program with status 2. */
_Noreturn void answering_fail(const char *what, const char *why);

/* The answer {"id", KEY: value} of a vector with one value. */
void answering_open(struct answering *answering, const struct case_line *line,
                    const char *key);
void answering_close(struct answering *answering);

/* A text of a vector, which must be there. */
struct thoth_text answering_text(const struct case_line *line, const char *key);

/* Native code that is wrong on purpose. */
struct broken_code {
    struct native_module module;
    struct native_shape *shapes;
};

/* Gives a bundle that has native code a broken copy of it: of the functions of
 * one part of shapes, "when", "match", "state" or "score". */
void answer_break(struct thoth_bundle *bundle, const char *part,
                  struct broken_code *code);
void broken_code_release(struct broken_code *code);

/* Has the library be wrong from now on: in what the "interpreter" answers, in
 * each "plan", in what an "entry" of a plan asks for, or in "bounds". */
void answer_break_library(const char *part);

/* Changes versions in a text of rules. */
void answer_break_text(char *text, size_t length);

/* Each answers all vectors of a kind. */
void answer_eval(struct answering *answering);
void answer_eval_native(struct answering *answering);
void answer_eval_rx(struct answering *answering);
void answer_corpus(struct answering *answering);
void answer_pep440(struct answering *answering);
void answer_pep440_order(struct answering *answering);
void answer_pep440_valid(struct answering *answering);
void answer_schema(struct answering *answering);

#endif

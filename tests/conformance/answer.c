/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answer KIND [--engine=ENGINE] [--plans] [--rules=DIR] [--via=rx]
 *     [--broken=PART] < VECTORS > ANSWERS
 * ENGINE is interp, native (by the C compiler), llvm (ahead of time) or jit.
 * Every kind takes the options and uses those that mean something to it. PART
 * is what is to be wrong: "text" of --via=rx, a part of native code or of the
 * library (answer.h).
 */
#include "tests/conformance/answer.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct kind {
    const char *name;
    void (*answer)(struct answering *answering);
} kinds[] = {
    {"eval", answer_eval},
    {"corpus", answer_corpus},
    {"pep440", answer_pep440},
    {"pep440_order", answer_pep440_order},
    {"pep440_valid", answer_pep440_valid},
    {"schema", answer_schema},
};

_Noreturn void answering_fail(const char *what, const char *why)
{
    fprintf(stderr, "answer: %s: %s\n", what, why);
    exit(2);
}

bool answering_next(struct answering *answering, struct case_line *line)
{
    for (;;) {
        switch (case_line_read(&answering->reader, "answer", line)) {
        case CASE_LINE_READ:
            return true;
        case CASE_LINE_END:
            return false;
        case CASE_LINE_BAD:
            answering->status = 2;
            break;
        case CASE_LINE_TROUBLE:
            exit(2);
        }
    }
}

void answering_flush(struct answering *answering)
{
    struct case_writer *writer = &answering->writer;

    if (fwrite(writer->bytes, 1, writer->length, stdout) != writer->length)
        answering_fail("standard output", strerror(errno));
    writer->length = 0;
}

void answering_open(struct answering *answering, const struct case_line *line,
                    const char *key)
{
    case_write_open(&answering->writer, '{');
    case_write_key(&answering->writer, "id");
    if (line->id)
        case_write_value(&answering->writer, line->id);
    else
        case_write_count(&answering->writer, line->number);
    case_write_key(&answering->writer, key);
}

void answering_close(struct answering *answering)
{
    case_write_close(&answering->writer, '}');
    case_write_newline(&answering->writer);
    answering_flush(answering);
}

struct thoth_text answering_text(const struct case_line *line, const char *key)
{
    const json_t *value = json_object_get(line->object, key);

    if (!json_is_string(value))
        answering_fail(key, "a vector lacks this text");
    return (struct thoth_text){json_string_value(value),
                               json_string_length(value)};
}

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    answering_fail(name, "no kind of vectors");
}

/* The engines that answer `eval`. */
static const struct way {
    const char *name;
    enum thoth_engine engine;
    enum aot_backend backend;
} ways[] = {
    {"interp", THOTH_ENGINE_INTERP, AOT_C},
    {"native", THOTH_ENGINE_NATIVE, AOT_C},
    {"llvm", THOTH_ENGINE_NATIVE, AOT_LLVM},
    {"jit", THOTH_ENGINE_JIT, AOT_JIT},
};

static void choose_engine(struct answering *answering, const char *name)
{
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (strcmp(ways[i].name, name) == 0) {
            answering->engine = ways[i].engine;
            answering->native.backend = ways[i].backend;
            return;
        }
    answering_fail(name, "no engine; --engines lists those there are");
}

/* Those that this build has. */
_Noreturn static void list_engines(void)
{
#ifdef WITH_LLVM
    const bool llvm = true;
#else
    const bool llvm = false;
#endif

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (llvm || ways[i].backend == AOT_C)
            puts(ways[i].name);
    exit(0);
}

static void read_options(int argc, char **argv, struct answering *answering)
{
    static const struct option options[] = {
        {"broken", required_argument, NULL, 'b'},
        {"engine", required_argument, NULL, 'e'},
        {"engines", no_argument, NULL, 'l'},
        {"plans", no_argument, NULL, 'p'},
        {"rules", required_argument, NULL, 'r'},
        {"via", required_argument, NULL, 'v'},
        {NULL, 0, NULL, 0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'p')
            answering->plans = true;
        else if (option == 'r')
            answering->rules = optarg;
        else if (option == 'v' && strcmp(optarg, "rx") == 0)
            answering->via_rx = true;
        else if (option == 'e')
            choose_engine(answering, optarg);
        else if (option == 'b')
            answer_break_library(answering->broken = optarg);
        else if (option == 'l')
            list_engines();
        else
            exit(2);
    }
    if (optind + 1 != argc)
        answering_fail(
            "usage",
            "answer KIND [--engine=ENGINE] [--plans] "
            "[--rules=DIR] [--via=rx] [--broken=PART] < VECTORS > ANSWERS, or "
            "answer --engines");
}

int main(int argc, char **argv)
{
    struct answering answering = {
        .engine = THOTH_ENGINE_INTERP,
        .native.module = LLVM_MODULE,
        .reader = {.stream = stdin},
    };

    read_options(argc, argv, &answering);
    find_kind(argv[optind])->answer(&answering);
    if (fflush(stdout) != 0)
        answering_fail("standard output", strerror(errno));
    case_reader_release(&answering.reader);
    case_writer_release(&answering.writer);
    return answering.status;
}

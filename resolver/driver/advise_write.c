/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The suffix of a file says what is drawn into it. On standard output are what
 * needs no other program: DOT, and a plot as SVG.
 */
#include "resolver/driver/advise_write.h"

#include "resolver/driver/command.h"
#include "resolver/driver/request_advice.h"

#include <stdio.h>
#include <string.h>

static bool is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

uint32_t advise_fills_stdout(const struct advise_destinations *to)
{
    const char *const paths[] = {to->lock, to->requirements, to->json,
                                 to->graph, to->plot};
    uint32_t count = 0;

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        count += paths[i] != NULL && is_stdout(paths[i]);
    return count;
}

static const char *suffix_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name != NULL ? name : path, '.');

    return dot != NULL ? dot + 1 : "";
}

/* What a suffix means for a graph; THOTH_OUTPUTS: nothing. */
static enum thoth_output graph_output(const char *path)
{
    static const struct {
        const char *suffix;
        enum thoth_output output;
    } formats[] = {
        {"dot", THOTH_OUTPUT_GRAPH_DOT}, {"gv", THOTH_OUTPUT_GRAPH_DOT},
        {"svg", THOTH_OUTPUT_GRAPH_SVG}, {"png", THOTH_OUTPUT_GRAPH_PNG},
        {"pdf", THOTH_OUTPUT_GRAPH_PDF},
    };

    if (is_stdout(path))
        return THOTH_OUTPUT_GRAPH_DOT;
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (strcmp(suffix_of(path), formats[i].suffix) == 0)
            return formats[i].output;
    return THOTH_OUTPUTS;
}

bool advise_check_pictures(const struct advise_destinations *to)
{
    const char *graph = to->graph, *plot = to->plot;

    if (graph != NULL && graph_output(graph) == THOTH_OUTPUTS) {
        command_usage_error("advise",
                            "--graph: '%s' should end in .svg, .png, .pdf, "
                            ".dot or .gv",
                            graph);
        return false;
    }
    if (plot != NULL && !is_stdout(plot) &&
        strcmp(suffix_of(plot), "svg") != 0) {
        command_usage_error("advise", "--plot: '%s' should end in .svg", plot);
        return false;
    }
    return true;
}

/* Writes one output, if it is asked for. */
static bool write_output(struct thoth_advice *advice,
                         const struct advise_destinations *to,
                         enum thoth_output output, const char *path)
{
    struct thoth_text bytes;

    if (path == NULL || (to->dry_run && !is_stdout(path)))
        return true;
    if (!is_stdout(path))
        return request_checked(thoth_advice_save(advice, output, path)) ==
               THOTH_OK;
    return request_checked(thoth_advice_output(advice, output, &bytes)) ==
               THOTH_OK &&
           fwrite(bytes.at, 1, bytes.length, stdout) == bytes.length;
}

/* The project's own lock file is written unless others are named; its path is
 * zero-terminated. */
static bool write_stack(struct thoth_advice *advice,
                        const struct advise_destinations *to)
{
    struct thoth_advice_facts facts = request_facts(advice);
    const char *lock = to->lock;
    bool written;

    if (lock == NULL && to->requirements == NULL && facts.lock.length > 0)
        lock = facts.lock.at;
    written = write_output(advice, to, THOTH_OUTPUT_LOCK, lock);
    written =
        write_output(advice, to, THOTH_OUTPUT_REQUIREMENTS, to->requirements) &&
        written;
    return to->graph == NULL ||
                   write_output(advice, to, graph_output(to->graph), to->graph)
               ? written
               : false;
}

bool advise_write_outputs(struct thoth_advice *advice,
                          const struct advise_destinations *to)
{
    bool written = true;

    if (request_facts(advice).products > 0)
        written = write_stack(advice, to);
    if (thoth_advice_resolution(advice) != NULL)
        written = write_output(advice, to, THOTH_OUTPUT_PLOT_SVG, to->plot) &&
                  written;
    return write_output(advice, to, THOTH_OUTPUT_REPORT, to->json) && written;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pictures: the suffix of a file says what is drawn into it. On standard output
 * are what needs no other program: DOT, and a plot as SVG.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/report/dot_text.h"
#include "resolver/report/graphviz.h"
#include "resolver/report/plot_svg.h"

#include <stdlib.h>
#include <string.h>

static const char *suffix_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name != NULL ? name : path, '.');

    return dot != NULL ? dot + 1 : "";
}

static bool is_among(const char *suffix, const char *const *known)
{
    for (; *known != NULL; known++)
        if (strcmp(suffix, *known) == 0)
            return true;
    return false;
}

static bool is_text(const char *path)
{
    static const char *const suffixes[] = {"dot", "gv", NULL};

    return strcmp(path, "-") == 0 || is_among(suffix_of(path), suffixes);
}

static void open_text(FILE **stream, char **text, size_t *size)
{
    *text = NULL;
    *stream = open_memstream(text, size);
    if (*stream == NULL)
        memory_ran_out();
}

/* Takes over the text. */
static struct thoth_text close_text(struct advise *advise, FILE *stream,
                                    char **text, const size_t *size)
{
    bool failed = ferror(stream) != 0;
    struct thoth_text whole;

    if (fclose(stream) != 0 || failed)
        memory_ran_out();
    whole = arena_copy_text(&advise->arena, (struct thoth_text){*text, *size});
    free(*text);
    return whole;
}

static struct thoth_text graph_text(struct advise *advise)
{
    const struct advice advice = advise_view(advise);
    struct stack_graph graph;
    uint32_t count;
    double score;
    const struct thoth_choice *stack =
        thoth_resolution_product(advise->resolution, 0, &count, &score);
    FILE *stream;
    size_t size;
    char *text;

    stack_graph_make(&graph, &advice, stack, count);
    open_text(&stream, &text, &size);
    dot_print_graph(stream, &advice, &graph);
    return close_text(advise, stream, &text, &size);
}

bool advise_write_graph(struct advise *advise, const char *path)
{
    struct thoth_text text = graph_text(advise), picture;
    struct place place = {.path = thoth_text_of(path)};
    int error;

    if (is_text(path))
        return advise_write_file(advise, path, text.at, text.length);
    error = graphviz_draw(&advise->arena, text, suffix_of(path), &picture);
    if (error == 0)
        return advise_write_file(advise, path, picture.at, picture.length);
    if (error > 0)
        problem_error(&advise->problems, place,
                      "install Graphviz, or write a file .dot",
                      "dot cannot be run: %s", strerror(error));
    else
        problem_error(&advise->problems, place, NULL, "dot failed: %.*s",
                      (int)picture.length, picture.at);
    return false;
}

bool advise_write_plot(struct advise *advise, const char *path)
{
    struct thoth_text whole;
    FILE *stream;
    size_t size;
    char *text;

    open_text(&stream, &text, &size);
    plot_print(stream, advise->resolution);
    whole = close_text(advise, stream, &text, &size);
    return advise_write_file(advise, path, whole.at, whole.length);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pictures, and streams into memory that they and other texts are printed to.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/report/dot_text.h"
#include "resolver/report/graphviz.h"
#include "resolver/report/plot_svg.h"

#include <stdlib.h>
#include <string.h>

void advise_stream_open(struct advise_stream *stream)
{
    stream->text = NULL;
    stream->file = open_memstream(&stream->text, &stream->size);
    if (stream->file == NULL)
        memory_ran_out();
}

struct thoth_text advise_stream_close(struct thoth_advice *advise,
                                      struct advise_stream *stream)
{
    bool failed = ferror(stream->file) != 0;
    struct thoth_text whole;

    if (fclose(stream->file) != 0 || failed)
        memory_ran_out();
    whole = arena_copy_text(&advise->arena,
                            (struct thoth_text){stream->text, stream->size});
    free(stream->text);
    return whole;
}

struct thoth_text advise_graph_text(struct thoth_advice *advise)
{
    const struct advice advice = advise_view(advise);
    struct advise_stream stream;
    struct stack_graph graph;
    uint32_t count;
    double score;
    const struct thoth_choice *stack =
        thoth_resolution_product(advise->resolution, 0, &count, &score);

    stack_graph_make(&graph, &advice, stack, count);
    advise_stream_open(&stream);
    dot_print_graph(stream.file, &advice, &graph);
    return advise_stream_close(advise, &stream);
}

enum thoth_status advise_draw_graph(struct thoth_advice *advise,
                                    const char *format,
                                    struct thoth_text *picture)
{
    int error = graphviz_draw(&advise->arena, advise_graph_text(advise), format,
                              picture);

    if (error == 0)
        return THOTH_OK;
    if (error > 0)
        problem_error(&advise->problems, advise->target,
                      "install Graphviz, or write a file .dot",
                      "dot cannot be run: %s", strerror(error));
    else
        problem_error(&advise->problems, advise->target, NULL,
                      "dot failed: %.*s", (int)picture->length, picture->at);
    return THOTH_E_IO;
}

struct thoth_text advise_plot(struct thoth_advice *advise)
{
    struct advise_stream stream;

    advise_stream_open(&stream);
    plot_print(stream.file, advise->resolution);
    return advise_stream_close(advise, &stream);
}

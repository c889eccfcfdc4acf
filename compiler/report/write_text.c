/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings as people read them; the form itself is diagnostic_print.h's.
 */
#include "compiler/base/diagnostic_print.h"
#include "compiler/report/writer.h"

void write_text_file(struct report_writer *writer,
                     const struct report_file *file)
{
    struct diagnostic_printer printer;

    if (!file->list->count)
        return;
    diagnostic_printer_start(&printer, writer->arena, writer->stream,
                             writer->options->colour, file->path, file->source);
    for (const struct diagnostic *one = file->list->first; one; one = one->next)
        diagnostic_print(&printer, one);
}

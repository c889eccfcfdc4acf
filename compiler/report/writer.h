/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the formats share among themselves; not for other stages.
 */
#ifndef COMPILER_REPORT_WRITER_H
#define COMPILER_REPORT_WRITER_H

#include "compiler/report/report_writer.h"

struct writer_format {
    void (*start)(struct report_writer *writer); /* may be NULL */
    void (*file)(struct report_writer *writer, const struct report_file *file);
    void (*finish)(struct report_writer *writer); /* may be NULL */
};

void write_text_file(struct report_writer *writer,
                     const struct report_file *file);

void write_json_start(struct report_writer *writer);
void write_json_file(struct report_writer *writer,
                     const struct report_file *file);
void write_json_finish(struct report_writer *writer);

void write_sarif_start(struct report_writer *writer);
void write_sarif_file(struct report_writer *writer,
                      const struct report_file *file);
void write_sarif_finish(struct report_writer *writer);

void write_github_file(struct report_writer *writer,
                       const struct report_file *file);

void write_junit_start(struct report_writer *writer);
void write_junit_file(struct report_writer *writer,
                      const struct report_file *file);
void write_junit_finish(struct report_writer *writer);

#endif

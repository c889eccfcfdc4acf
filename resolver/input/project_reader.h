/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A project being read, and what the readers of its files share.
 */
#ifndef RESOLVER_INPUT_PROJECT_READER_H
#define RESOLVER_INPUT_PROJECT_READER_H

#include "resolver/input/document.h"
#include "resolver/input/logical_line.h"
#include "resolver/input/project.h"

struct project_reader {
    struct arena *arena;
    const struct project_options *options;
    struct project *project;
    struct problem_list *problems;
};

/* One file each; all report and go on where they can. */
void pipfile_read(struct project_reader *reader, struct thoth_text path,
                  struct thoth_text bytes);
void pipfile_lock_read(struct project_reader *reader, struct thoth_text path,
                       struct thoth_text bytes);
void pyproject_read(struct project_reader *reader, struct thoth_text path,
                    struct thoth_text bytes);
void configuration_read(struct project_reader *reader, struct thoth_text path,
                        struct thoth_text bytes);
void usage_read(struct project_reader *reader, struct thoth_text path,
                struct thoth_text bytes);

/* Requirements or, `as_constraints`, constraints; files that it names are read
 * as well. */
void requirements_read(struct project_reader *reader, const char *path,
                       bool as_constraints);

/* A text of the form KEY=VALUE[,KEY=VALUE]... */
void labels_read(struct project_reader *reader, const char *text);

/* Appends a copy. */
void project_add_requirement(struct project_reader *reader,
                             struct project_requirements *list,
                             const struct project_requirement *requirement);

/* Adds a source unless its URL is there already. */
void project_add_source(struct project_reader *reader, struct thoth_text name,
                        struct thoth_text url, bool verify_ssl,
                        struct place place);

/* Parses a requirement at a place; false with an error. What does not come
 * from an index, as "name @ URL", is refused. `line`: where it begins at the
 * offset `start`, if it may go on in the next line of its file; else NULL. */
bool project_parse_requirement(struct project_reader *reader,
                               struct place place, struct thoth_text text,
                               const struct logical_line *line, size_t start,
                               struct project_requirement *requirement);

/* A marker; a specifier set, which must not be empty. An error at the place if
 * the text is none. */
const struct marker *project_parse_marker(struct project_reader *reader,
                                          struct place place,
                                          struct thoth_text text);
bool project_read_specifier(struct project_reader *reader, struct place place,
                            struct thoth_text text,
                            struct thoth_text *specifier);

/* The flags, sources and Python of a table such as [thoth]. */
void project_read_flags(struct project_reader *reader,
                        const struct document_value *table);
void project_read_sources(struct project_reader *reader,
                          const struct document_value *list);

/* The texts of a list, or an empty list. */
void project_read_texts(struct project_reader *reader,
                        const struct document_value *list,
                        struct thoth_text **texts, size_t *count);

/* Adds a pair at the end of a list, seen from `list` on; returns the new end,
 * which is where to add the next one. */
struct project_pair **project_add_pair(struct project_reader *reader,
                                       struct project_pair **list,
                                       struct thoth_text key,
                                       struct thoth_text value);

#endif

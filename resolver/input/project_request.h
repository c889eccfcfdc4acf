/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a project to what is asked: of the knowledge base for a closure, and of
 * libthoth as the context of a pipeline.
 */
#ifndef RESOLVER_INPUT_PROJECT_REQUEST_H
#define RESOLVER_INPUT_PROJECT_REQUEST_H

#include "resolver/input/project.h"
#include "resolver/kb/closure.h"

/* The request for the project's environment: what a marker excludes is left
 * out, packages for development are there only `with_develop`. Texts and lists
 * are the project's or in the arena. False with an error when the project
 * cannot be installed in the environment: requires-python. */
bool project_closure_request(struct arena *arena, const struct project *project,
                             bool with_develop, struct closure_request *request,
                             struct problem_list *problems);

/* Fills a new context; a THOTH_E_... with the field that is at fault in
 * *field, or ENVIRONMENT_FIELDS. What is known of the base image is for
 * kb_describe_image to add. */
enum thoth_status project_context(const struct project *project,
                                  bool with_develop,
                                  struct thoth_context *context,
                                  enum environment_field *field);

#endif

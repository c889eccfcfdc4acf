/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A project as JSON: what was read of its files.
 */
#ifndef RESOLVER_REPORT_PROJECT_JSON_H
#define RESOLVER_REPORT_PROJECT_JSON_H

#include "resolver/input/project.h"

#include <jansson.h>

/* A new reference, released by the caller. Unwinds when memory is short. */
json_t *project_json(const struct project *project);

#endif

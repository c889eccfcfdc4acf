/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the table of diagnostics says of codes, for people.
 */
#ifndef COMPILER_DRIVER_CODE_PAGE_H
#define COMPILER_DRIVER_CODE_PAGE_H

#include "compiler/base/diagnostic.h"

#include <stdio.h>

/* All codes, one a line: code, severity, summary. */
void code_page_list(FILE *stream);

/* One code: why it matters, a bad and a good example. */
void code_page_explain(FILE *stream, enum diagnostic_code code);

#endif

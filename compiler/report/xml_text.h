/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts in XML, as content of elements and in attributes between quotes.
 */
#ifndef COMPILER_REPORT_XML_TEXT_H
#define COMPILER_REPORT_XML_TEXT_H

#include "runtime/text.h"

#include <stdio.h>

void xml_text_put(FILE *stream, struct thoth_text text);

/* The same line by line, each with a line feed behind it. */
void xml_text_put_lines(FILE *stream, struct thoth_text lines);

#endif

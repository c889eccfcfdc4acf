/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printers of the tables in the pages, one for each name that docs/generate
 * takes. They write Markdown to standard output.
 */
#ifndef DOCS_GENERATE_H
#define DOCS_GENERATE_H

void generate_choices(void);
void generate_configuration(void);
void generate_configuration_limits(void);
void generate_diagnostics(void);
void generate_formats(void);
void generate_immediates(void);
void generate_operations(void);
void generate_records(void);
void generate_sections(void);
void generate_types(void);
void generate_unit_types(void);

#endif

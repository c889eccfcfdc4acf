# SPDX-License-Identifier: Apache-2.0
#
# grammar/: the facts that compiler and runtime share, as X-macro tables. They
# are included, never compiled by themselves. A new table is one more line in
# grammar_tables.

grammar_tables = \
	grammar/bundle_sections.def \
	grammar/choices.def \
	grammar/configuration.def \
	grammar/cpu_flags.def \
	grammar/diagnostics.def \
	grammar/diagnostics_build.def \
	grammar/diagnostics_control.def \
	grammar/diagnostics_file.def \
	grammar/diagnostics_language.def \
	grammar/diagnostics_lint.def \
	grammar/diagnostics_lint_condition.def \
	grammar/diagnostics_lint_effect.def \
	grammar/diagnostics_lint_link.def \
	grammar/diagnostics_lint_match.def \
	grammar/diagnostics_lint_specifier.def \
	grammar/diagnostics_lint_value.def \
	grammar/diagnostics_program.def \
	grammar/diagnostics_schema.def \
	grammar/environment_fields.def \
	grammar/examples.def \
	grammar/fields.def \
	grammar/fields_test.def \
	grammar/ir_immediates.def \
	grammar/ir_ops.def \
	grammar/ir_types.def \
	grammar/kb_schema.def \
	grammar/kb_statements.def \
	grammar/link_pages.def \
	grammar/marker_variables.def \
	grammar/prescription.h \
	grammar/records.def \
	grammar/records_test.def \
	grammar/report_formats.def \
	grammar/requirement_options.def \
	grammar/rx_predicates.def \
	grammar/rx_words.def \
	grammar/unit_types.def \
	grammar/values.def \
	grammar/yaml_tags.def

EXTRA_DIST += $(grammar_tables)

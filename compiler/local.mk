# SPDX-License-Identifier: Apache-2.0
#
# compiler/: the program thothc. A new file is one more line in the list of its
# stage; stages are listed in the order in which they may include each other
# (tests/layering_test checks it).

noinst_LIBRARIES += libcompiler.a
libcompiler_a_SOURCES = \
	$(compiler_source) $(compiler_ast) $(compiler_yaml) $(compiler_rx) \
	$(compiler_check) $(compiler_format) $(compiler_print) \
	$(compiler_report) $(compiler_ir) \
	$(compiler_lower) $(compiler_link) $(compiler_lint) \
	$(compiler_cache) \
	$(compiler_fix) $(compiler_emit) $(compiler_driver) $(compiler_testing) \
	$(compiler_lsp)

# What the resolver uses, too: memory, strings, messages, output files. Of these
# libfoundation.la has what libthoth-resolver is made of, which needs nothing but
# libc.
noinst_LTLIBRARIES += libbase.la libfoundation.la
libbase_la_SOURCES = $(compiler_base)
libbase_la_LIBADD = libfoundation.la $(PTHREAD_LIBS)
libfoundation_la_SOURCES = $(compiler_foundation)

compiler_foundation = \
	compiler/base/arena.c \
	compiler/base/arena.h \
	compiler/base/near_name.c \
	compiler/base/near_name.h \
	compiler/base/out_of_memory.c \
	compiler/base/out_of_memory.h \
	compiler/base/output_file.c \
	compiler/base/output_file.h
compiler_base = \
	compiler/base/command_line.c \
	compiler/base/command_line.h \
	compiler/base/diagnostic.c \
	compiler/base/diagnostic.h \
	compiler/base/diagnostic_print.c \
	compiler/base/diagnostic_print.h \
	compiler/base/intern.c \
	compiler/base/intern.h \
	compiler/base/progress_line.c \
	compiler/base/progress_line.h \
	compiler/base/source_index.c \
	compiler/base/source_index.h \
	compiler/base/span.h \
	compiler/base/text_builder.c \
	compiler/base/text_builder.h \
	compiler/base/background.c \
	compiler/base/background.h \
	compiler/base/thread_pool.c \
	compiler/base/thread_pool.h \
	compiler/base/visible_text.c \
	compiler/base/visible_text.h
compiler_source = \
	compiler/source/directory_listing.c \
	compiler/source/directory_listing.h \
	compiler/source/file_status.c \
	compiler/source/file_status.h \
	compiler/source/identity.c \
	compiler/source/identity.h \
	compiler/source/rule_root.c \
	compiler/source/rule_root.h \
	compiler/source/source_grow.c \
	compiler/source/source_grow.h \
	compiler/source/source_read.c \
	compiler/source/source_read.h \
	compiler/source/source_set.c \
	compiler/source/source_set.h \
	compiler/source/walk.c \
	compiler/source/walk.h
compiler_ast = \
	compiler/ast/ast.c \
	compiler/ast/ast.h \
	compiler/ast/ast_identical.c \
	compiler/ast/ast_identical.h \
	compiler/ast/ast_json.c \
	compiler/ast/ast_json.h \
	compiler/ast/ast_print.c \
	compiler/ast/ast_print.h
compiler_yaml = \
	compiler/yaml/anchor.c \
	compiler/yaml/anchor.h \
	compiler/yaml/base64.c \
	compiler/yaml/base64.h \
	compiler/yaml/comment.c \
	compiler/yaml/comment.h \
	compiler/yaml/compose.c \
	compiler/yaml/compose.h \
	compiler/yaml/compose_leaf.c \
	compiler/yaml/composer.h \
	compiler/yaml/construct.c \
	compiler/yaml/construct.h \
	compiler/yaml/float.c \
	compiler/yaml/graph.h \
	compiler/yaml/implicit_tag.c \
	compiler/yaml/integer.c \
	compiler/yaml/merge_key.c \
	compiler/yaml/merge_key.h \
	compiler/yaml/metadata.c \
	compiler/yaml/metadata.h \
	compiler/yaml/numeral.c \
	compiler/yaml/numeral.h \
	compiler/yaml/scalar_value.c \
	compiler/yaml/scalar_value.h \
	compiler/yaml/syntax_error.c \
	compiler/yaml/syntax_error.h \
	compiler/yaml/tag.c \
	compiler/yaml/tag.h \
	compiler/yaml/timestamp.c \
	compiler/yaml/timestamp.h \
	compiler/yaml/unique_keys.c \
	compiler/yaml/unique_keys.h \
	compiler/yaml/yaml_read.c \
	compiler/yaml/yaml_read.h
compiler_rx = \
	compiler/rx/rx_call.c \
	compiler/rx/rx_collection.c \
	compiler/rx/rx_comment.c \
	compiler/rx/rx_comment.h \
	compiler/rx/rx_condition.c \
	compiler/rx/rx_data.c \
	compiler/rx/rx_file.c \
	compiler/rx/rx_library.c \
	compiler/rx/rx_library.h \
	compiler/rx/rx_make.c \
	compiler/rx/rx_maker.h \
	compiler/rx/rx_match.c \
	compiler/rx/rx_mistake.c \
	compiler/rx/rx_mistake.h \
	compiler/rx/rx_module.c \
	compiler/rx/rx_node.c \
	compiler/rx/rx_node.h \
	compiler/rx/rx_number.c \
	compiler/rx/rx_phrase.c \
	compiler/rx/rx_predicate.c \
	compiler/rx/rx_predicate.h \
	compiler/rx/rx_read.c \
	compiler/rx/rx_read.h \
	compiler/rx/rx_reader.c \
	compiler/rx/rx_reader.h \
	compiler/rx/rx_run.c \
	compiler/rx/rx_scan.h \
	compiler/rx/rx_scope.c \
	compiler/rx/rx_statement.c \
	compiler/rx/rx_string.c \
	compiler/rx/rx_string.h \
	compiler/rx/rx_syntax_error.c \
	compiler/rx/rx_syntax_error.h \
	compiler/rx/rx_tag.c \
	compiler/rx/rx_test_block.c \
	compiler/rx/rx_text.c \
	compiler/rx/rx_tokens.c \
	compiler/rx/rx_tokens.h \
	compiler/rx/rx_unit.c \
	compiler/rx/rx_when.c

# The parser and the scanner of the match/run language are made by bison and
# flex. The parser's header is made with it; the pattern with `%` says so.
compiler_rx_made = compiler/rx/rx_grammar.c compiler/rx/rx_grammar.h \
	compiler/rx/rx_scan.c
nodist_libcompiler_a_SOURCES = $(compiler_rx_made)
BUILT_SOURCES += $(compiler_rx_made) compiler/rx/rx_library_text.inc
CLEANFILES += $(compiler_rx_made) compiler/rx/rx_library_text.inc
EXTRA_DIST += compiler/rx/rx_grammar.y compiler/rx/rx_scan.l \
	compiler/rx/embed.sh
compiler/rx/rx_%.c compiler/rx/rx_%.h: compiler/rx/rx_%.y
	$(AM_V_GEN)$(MKDIR_P) compiler/rx && \
	$(BISON) -Wall -Wcounterexamples -Werror -l \
		--header=compiler/rx/rx_$*.h -o compiler/rx/rx_$*.c $<
compiler/rx/rx_scan.c: compiler/rx/rx_scan.l
	$(AM_V_GEN)$(MKDIR_P) compiler/rx && \
	$(FLEX) -L -o $@.tmp $< && mv $@.tmp $@
compiler/rx/rx_mistake.$(OBJEXT) \
compiler/rx/rx_reader.$(OBJEXT) compiler/rx/rx_scan.$(OBJEXT) \
compiler/rx/rx_statement.$(OBJEXT) \
compiler/rx/rx_syntax_error.$(OBJEXT) compiler/rx/rx_tokens.$(OBJEXT): \
	compiler/rx/rx_grammar.h

# The standard library, as arrays of bytes.
compiler/rx/rx_library.$(OBJEXT): compiler/rx/rx_library_text.inc
compiler/rx/rx_library_text.inc: $(stdlib_modules) compiler/rx/embed.sh
	$(AM_V_GEN)$(MKDIR_P) compiler/rx && cd $(top_srcdir) && \
	$(SHELL) compiler/rx/embed.sh $(stdlib_modules) \
		>$(abs_top_builddir)/$@.tmp && \
	mv $(abs_top_builddir)/$@.tmp $(abs_top_builddir)/$@

compiler_check = \
	compiler/check/check.c \
	compiler/check/check.h \
	compiler/check/check_expression.c \
	compiler/check/check_mapping.c \
	compiler/check/check_placement.c \
	compiler/check/check_record.c \
	compiler/check/check_value.c \
	compiler/check/checker.h \
	compiler/check/example.c \
	compiler/check/example.h \
	compiler/check/field.c \
	compiler/check/field.h \
	compiler/check/link.c \
	compiler/check/link.h \
	compiler/check/report.c \
	compiler/check/report.h \
	compiler/check/report_expression.c \
	compiler/check/report_fix.c \
	compiler/check/report_fix.h \
	compiler/check/report_specifier.c \
	compiler/check/schema_print.c \
	compiler/check/schema_print.h \
	compiler/check/schema_record.c \
	compiler/check/schema_record.h \
	compiler/check/schema_value.c \
	compiler/check/schema_value.h \
	compiler/check/skeleton.c \
	compiler/check/skeleton.h \
	compiler/check/unit_name.c \
	compiler/check/unit_name.h \
	compiler/check/yaml_hint.c
compiler_format = \
	compiler/format/format_tokens.c \
	compiler/format/format_tokens.h \
	compiler/format/layout.c \
	compiler/format/layout.h \
	compiler/format/rx_format.c \
	compiler/format/rx_format.h \
	compiler/format/rx_format_clause.c \
	compiler/format/rx_format_part.c \
	compiler/format/rx_formatter.h \
	compiler/format/yaml_format.c \
	compiler/format/yaml_format.h \
	compiler/format/yaml_lines.c \
	compiler/format/yaml_lines.h
compiler_print = \
	compiler/print/base64_encode.c \
	compiler/print/base64_encode.h \
	compiler/print/comment_places.c \
	compiler/print/comment_places.h \
	compiler/print/print_rx.c \
	compiler/print/print_rx.h \
	compiler/print/print_yaml.c \
	compiler/print/print_yaml.h \
	compiler/print/record.c \
	compiler/print/record.h \
	compiler/print/unit_compare.c \
	compiler/print/unit_compare.h \
	compiler/print/write_character.c \
	compiler/print/write_character.h \
	compiler/print/write_clause.h \
	compiler/print/write_condition.c \
	compiler/print/write_condition.h \
	compiler/print/write_data.c \
	compiler/print/write_data.h \
	compiler/print/write_include.c \
	compiler/print/write_lexeme.c \
	compiler/print/write_lexeme.h \
	compiler/print/write_match.c \
	compiler/print/write_number.c \
	compiler/print/write_number.h \
	compiler/print/write_phrase.c \
	compiler/print/write_phrase.h \
	compiler/print/write_predicate.c \
	compiler/print/write_run.c \
	compiler/print/write_test.c \
	compiler/print/yaml_scalar.c \
	compiler/print/yaml_scalar.h \
	compiler/print/yaml_value.c \
	compiler/print/yaml_value.h
compiler_report = \
	compiler/report/artifact_path.c \
	compiler/report/artifact_path.h \
	compiler/report/baseline.c \
	compiler/report/baseline.h \
	compiler/report/baseline_order.h \
	compiler/report/baseline_write.c \
	compiler/report/code_set.c \
	compiler/report/code_set.h \
	compiler/report/json_value.c \
	compiler/report/json_value.h \
	compiler/report/report_writer.c \
	compiler/report/report_writer.h \
	compiler/report/sarif_finding.c \
	compiler/report/sarif_finding.h \
	compiler/report/sarif_result.c \
	compiler/report/sarif_result.h \
	compiler/report/suppression.c \
	compiler/report/suppression.h \
	compiler/report/suppression_apply.c \
	compiler/report/suppression_parse.c \
	compiler/report/suppression_parse.h \
	compiler/report/write_github.c \
	compiler/report/write_json.c \
	compiler/report/write_junit.c \
	compiler/report/write_sarif.c \
	compiler/report/write_text.c \
	compiler/report/writer.h \
	compiler/report/xml_text.c \
	compiler/report/xml_text.h
compiler_ir = \
	compiler/ir/ir_parse.c \
	compiler/ir/ir_parse_constant.c \
	compiler/ir/ir_parse_expression.c \
	compiler/ir/ir_parse_unit.c \
	compiler/ir/ir_place.c \
	compiler/ir/ir_place.h \
	compiler/ir/ir_print.c \
	compiler/ir/ir_text.h \
	compiler/ir/ir_token.c \
	compiler/ir/ir_token.h \
	compiler/ir/session.c \
	compiler/ir/session.h \
	compiler/ir/shape.c \
	compiler/ir/shape.h \
	compiler/ir/unit.c \
	compiler/ir/unit.h
compiler_lower = \
	compiler/lower/constant.c \
	compiler/lower/constant.h \
	compiler/lower/lower.h \
	compiler/lower/lower_condition.c \
	compiler/lower/lower_condition.h \
	compiler/lower/lower_environment.c \
	compiler/lower/lower_file.c \
	compiler/lower/lower_match.c \
	compiler/lower/lower_match.h \
	compiler/lower/lower_number.c \
	compiler/lower/lower_number.h \
	compiler/lower/lower_package.c \
	compiler/lower/lower_package.h \
	compiler/lower/lower_run.c \
	compiler/lower/lower_run.h \
	compiler/lower/lower_when.c \
	compiler/lower/lower_when.h \
	compiler/lower/opaque.c \
	compiler/lower/opaque.h
compiler_link = \
	compiler/link/bundle_write.c \
	compiler/link/bundle_write.h \
	compiler/link/bundle_writer.h \
	compiler/link/fold.c \
	compiler/link/folder_tree.c \
	compiler/link/folder_tree.h \
	compiler/link/full_name.c \
	compiler/link/full_name.h \
	compiler/link/gather.c \
	compiler/link/hoist.c \
	compiler/link/merge.c \
	compiler/link/package_index.c \
	compiler/link/passes.c \
	compiler/link/passes.h \
	compiler/link/program.h \
	compiler/link/program_print.c \
	compiler/link/program_print.h \
	compiler/link/require.c \
	compiler/link/rewrite.c \
	compiler/link/rewrite.h \
	compiler/link/row_table.c \
	compiler/link/row_table.h \
	compiler/link/section.c \
	compiler/link/share.c \
	compiler/link/write_constants.c \
	compiler/link/write_rows.c \
	compiler/link/write_shapes.c \
	compiler/link/write_sources.c \
	compiler/link/write_specs.c \
	compiler/link/write_units.c
compiler_lint = \
	compiler/lint/edit.c \
	compiler/lint/edit.h \
	compiler/lint/group_fix.c \
	compiler/lint/group_fix.h \
	compiler/lint/lint.h \
	compiler/lint/lint_base_images.c \
	compiler/lint/lint_conditions.c \
	compiler/lint/lint_environment.c \
	compiler/lint/lint_file.c \
	compiler/lint/lint_hardware.c \
	compiler/lint/lint_library_usage.c \
	compiler/lint/lint_link.c \
	compiler/lint/lint_locked.c \
	compiler/lint/lint_manifest.c \
	compiler/lint/lint_match.c \
	compiler/lint/lint_merge.c \
	compiler/lint/lint_order.c \
	compiler/lint/lint_repeated.c \
	compiler/lint/lint_run.c \
	compiler/lint/lint_specifier.c \
	compiler/lint/lint_state.c \
	compiler/lint/lint_subjects.c \
	compiler/lint/lint_values.c \
	compiler/lint/lint_when.c \
	compiler/lint/linter.h \
	compiler/lint/place.c \
	compiler/lint/place.h \
	compiler/lint/program_constant.c \
	compiler/lint/program_constant.h \
	compiler/lint/program_copies.c \
	compiler/lint/program_effect.c \
	compiler/lint/program_effect.h \
	compiler/lint/program_group.c \
	compiler/lint/program_group.h \
	compiler/lint/program_imply.c \
	compiler/lint/program_imply.h \
	compiler/lint/program_links.c \
	compiler/lint/program_lint.c \
	compiler/lint/program_lint.h \
	compiler/lint/program_linter.h \
	compiler/lint/program_names.c \
	compiler/lint/program_references.c \
	compiler/lint/program_report.c \
	compiler/lint/program_report_name.c \
	compiler/lint/program_report_unit.c \
	compiler/lint/program_reporter.h \
	compiler/lint/program_shadow.c \
	compiler/lint/program_sieves.c \
	compiler/lint/program_template.c \
	compiler/lint/program_template.h \
	compiler/lint/remove_unit.c \
	compiler/lint/remove_unit.h \
	compiler/lint/specifier_flaws.c \
	compiler/lint/specifier_flaws.h \
	compiler/lint/subject.c \
	compiler/lint/subject.h
compiler_cache = \
	compiler/cache/build_cache.c \
	compiler/cache/build_cache.h \
	compiler/cache/build_cache_across.c \
	compiler/cache/build_cache_store.c \
	compiler/cache/cache_file.c \
	compiler/cache/cache_file.h \
	compiler/cache/cache_layout.h \
	compiler/cache/finding_image.c \
	compiler/cache/finding_image.h
compiler_fix = \
	compiler/fix/fix_file.c \
	compiler/fix/fix_file.h \
	compiler/fix/fix_meaning.c \
	compiler/fix/fix_meaning.h \
	compiler/fix/fix_plan.c \
	compiler/fix/fix_plan.h \
	compiler/fix/line_diff.c \
	compiler/fix/line_diff.h \
	compiler/fix/touched_units.c \
	compiler/fix/touched_units.h
compiler_emit = \
	compiler/emit/aot.h \
	compiler/emit/aot_build.c \
	compiler/emit/aot_error.c \
	compiler/emit/aot_error.h \
	compiler/emit/aot_library.c \
	compiler/emit/c_comment.c \
	compiler/emit/c_comment.h \
	compiler/emit/c_expression.c \
	compiler/emit/c_expression.h \
	compiler/emit/c_number.c \
	compiler/emit/c_number.h \
	compiler/emit/c_plan.c \
	compiler/emit/c_plan.h \
	compiler/emit/c_predicate.c \
	compiler/emit/c_predicate.h \
	compiler/emit/compiler_command.c \
	compiler/emit/compiler_module.c \
	compiler/emit/compiler_module.h \
	compiler/emit/compiler_process.c \
	compiler/emit/compiler_process.h \
	compiler/emit/emit_c.c \
	compiler/emit/emit_c.h \
	compiler/emit/held_signals.c \
	compiler/emit/held_signals.h \
	compiler/emit/llvm_build.c \
	compiler/emit/llvm_build.h \
	compiler/emit/native_build.c \
	compiler/emit/native_build.h \
	compiler/emit/private_folder.c \
	compiler/emit/private_folder.h

# Generated code begins with the text of this header, as C strings.
CLEANFILES += compiler/emit/native_abi_text.inc
compiler/emit/native_abi_text.inc: runtime/native_abi.h
	$(AM_V_GEN)$(MKDIR_P) compiler/emit && \
	sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$$/\\n",/' \
		$(top_srcdir)/runtime/native_abi.h >$@.tmp && mv $@.tmp $@
compiler/emit/emit_c.$(OBJEXT): compiler/emit/native_abi_text.inc

# All of the driver but main(), which belongs to the program alone.
compiler_driver = \
	compiler/driver/bench_report.c \
	compiler/driver/bench_report.h \
	compiler/driver/bench_time.c \
	compiler/driver/bench_time.h \
	compiler/driver/bench_world.c \
	compiler/driver/bench_world.h \
	compiler/driver/build.h \
	compiler/driver/build_paths.c \
	compiler/driver/build_text.c \
	compiler/driver/cache_option.c \
	compiler/driver/cache_option.h \
	compiler/driver/case_analysis.c \
	compiler/driver/case_answer.c \
	compiler/driver/case_answer.h \
	compiler/driver/case_context.c \
	compiler/driver/case_context.h \
	compiler/driver/case_effect.c \
	compiler/driver/case_event.c \
	compiler/driver/case_fields.c \
	compiler/driver/case_fields.h \
	compiler/driver/case_graph.c \
	compiler/driver/case_graph.h \
	compiler/driver/case_included.c \
	compiler/driver/case_included.h \
	compiler/driver/case_line.c \
	compiler/driver/case_line.h \
	compiler/driver/case_manifest.c \
	compiler/driver/case_own.c \
	compiler/driver/case_own.h \
	compiler/driver/case_package.c \
	compiler/driver/case_plan.c \
	compiler/driver/case_session.h \
	compiler/driver/case_watch.h \
	compiler/driver/case_writer.c \
	compiler/driver/case_writer.h \
	compiler/driver/check_across.c \
	compiler/driver/check_baseline.c \
	compiler/driver/check_beside.c \
	compiler/driver/check_beside.h \
	compiler/driver/check_changed.c \
	compiler/driver/check_configuration.c \
	compiler/driver/check_files.c \
	compiler/driver/check_fix.c \
	compiler/driver/check_fix.h \
	compiler/driver/check_folder.c \
	compiler/driver/check_folder.h \
	compiler/driver/check_run.c \
	compiler/driver/check_run.h \
	compiler/driver/check_scope.c \
	compiler/driver/check_scope.h \
	compiler/driver/check_settings.h \
	compiler/driver/check_settle.c \
	compiler/driver/code_page.c \
	compiler/driver/code_page.h \
	compiler/driver/command.c \
	compiler/driver/command.h \
	compiler/driver/command_bench.c \
	compiler/driver/command_build.c \
	compiler/driver/command_check.c \
	compiler/driver/command_convert.c \
	compiler/driver/command_diff.c \
	compiler/driver/command_dump.c \
	compiler/driver/command_eval.c \
	compiler/driver/command_explain.c \
	compiler/driver/command_fmt.c \
	compiler/driver/command_list.c \
	compiler/driver/command_new.c \
	compiler/driver/command_schema.c \
	compiler/driver/command_show.c \
	compiler/driver/command_stats.c \
	compiler/driver/command_why.c \
	compiler/driver/convert_run.c \
	compiler/driver/convert_run.h \
	compiler/driver/convert_text.c \
	compiler/driver/convert_text.h \
	compiler/driver/convert_tree.c \
	compiler/driver/convert_tree.h \
	compiler/driver/diff_candidate.c \
	compiler/driver/diff_candidate.h \
	compiler/driver/diff_cases.c \
	compiler/driver/diff_cases.h \
	compiler/driver/diff_constant.c \
	compiler/driver/diff_constant.h \
	compiler/driver/diff_report.c \
	compiler/driver/diff_report.h \
	compiler/driver/diff_request.c \
	compiler/driver/diff_request.h \
	compiler/driver/diff_side.c \
	compiler/driver/diff_side.h \
	compiler/driver/diff_stack.c \
	compiler/driver/diff_stack.h \
	compiler/driver/diff_unit.c \
	compiler/driver/diff_unit.h \
	compiler/driver/diff_values.c \
	compiler/driver/diff_values.h \
	compiler/driver/diff_witness.c \
	compiler/driver/diff_witness.h \
	compiler/driver/diff_world.c \
	compiler/driver/diff_world.h \
	compiler/driver/format_run.c \
	compiler/driver/format_run.h \
	compiler/driver/format_text.c \
	compiler/driver/format_text.h \
	compiler/driver/front.c \
	compiler/driver/rx_fixes.c \
	compiler/driver/rx_fixes.h \
	compiler/driver/front.h \
	compiler/driver/incremental.c \
	compiler/driver/incremental.h \
	compiler/driver/incremental_store.c \
	compiler/driver/ir_input.c \
	compiler/driver/limit_option.c \
	compiler/driver/limit_option.h \
	compiler/driver/progress.c \
	compiler/driver/progress.h \
	compiler/driver/rule_input.c \
	compiler/driver/rule_input.h \
	compiler/driver/rule_report.c \
	compiler/driver/rule_set.c \
	compiler/driver/rule_set.h \
	compiler/driver/unit_probe.c \
	compiler/driver/unit_probe.h \
	compiler/driver/why.c \
	compiler/driver/why.h \
	compiler/driver/why_ask.c \
	compiler/driver/why_ask.h \
	compiler/driver/why_done.c \
	compiler/driver/why_done.h \
	compiler/driver/why_event.c \
	compiler/driver/why_found.c \
	compiler/driver/why_found.h \
	compiler/driver/why_image.c \
	compiler/driver/why_image.h \
	compiler/driver/why_inclusion.c \
	compiler/driver/why_number.c \
	compiler/driver/why_number.h \
	compiler/driver/why_place.c \
	compiler/driver/why_place.h \
	compiler/driver/why_request.c \
	compiler/driver/why_request.h \
	compiler/driver/why_tree.c \
	compiler/driver/why_tree.h
compiler_testing = \
	compiler/testing/command_test.c \
	compiler/testing/coverage.c \
	compiler/testing/coverage.h \
	compiler/testing/trial.c \
	compiler/testing/trial.h \
	compiler/testing/trial_bundle.c \
	compiler/testing/trial_bundle.h \
	compiler/testing/trial_case.c \
	compiler/testing/trial_case.h \
	compiler/testing/trial_evaluate.c \
	compiler/testing/trial_evaluate.h \
	compiler/testing/trial_judge.c \
	compiler/testing/trial_judge.h \
	compiler/testing/trial_report.c \
	compiler/testing/trial_request.c \
	compiler/testing/trial_request.h \
	compiler/testing/trial_run.c \
	compiler/testing/trial_run.h \
	compiler/testing/trial_suggest.c \
	compiler/testing/trial_suggestion.c \
	compiler/testing/trial_suggestion.h
compiler_lsp = \
	compiler/lsp/analysis.c \
	compiler/lsp/analysis.h \
	compiler/lsp/channel.c \
	compiler/lsp/channel.h \
	compiler/lsp/code_action.c \
	compiler/lsp/command_lsp.c \
	compiler/lsp/completion.c \
	compiler/lsp/completion_items.c \
	compiler/lsp/completion_items.h \
	compiler/lsp/definition.c \
	compiler/lsp/document.c \
	compiler/lsp/document.h \
	compiler/lsp/formatting.c \
	compiler/lsp/hover.c \
	compiler/lsp/initialize.c \
	compiler/lsp/outline.c \
	compiler/lsp/outline.h \
	compiler/lsp/place.c \
	compiler/lsp/publish.c \
	compiler/lsp/rx_completion.c \
	compiler/lsp/rx_context.c \
	compiler/lsp/rx_context.h \
	compiler/lsp/server.c \
	compiler/lsp/server.h \
	compiler/lsp/tree_path.c \
	compiler/lsp/tree_path.h \
	compiler/lsp/workspace.c \
	compiler/lsp/workspace.h

# What a program needs that uses the compiler, in the order of linking.
compiler_libs = libcompiler.a libbase.la libruntime.la $(YAML_LIBS) \
	$(JANSSON_LIBS) $(LIBMD_LIBS) $(PTHREAD_LIBS)

bin_PROGRAMS += thothc
thothc_SOURCES = compiler/driver/main.c
thothc_LDADD = $(compiler_libs)

# LLVM as a compiler of shapes: a library for programs that link libthoth, and a
# module that thothc loads when it is asked for LLVM. The module is linked like a
# program, so that it is there in a tree without shared libraries, too.
compiler_llvm = \
	compiler/emit/llvm_code.c \
	compiler/emit/llvm_code.h \
	compiler/emit/llvm_fact.c \
	compiler/emit/llvm_function.c \
	compiler/emit/llvm_function.h \
	compiler/emit/llvm_jit.c \
	compiler/emit/llvm_jit.h \
	compiler/emit/llvm_module.c \
	compiler/emit/llvm_module.h \
	compiler/emit/llvm_number.c \
	compiler/emit/llvm_object.c \
	compiler/emit/llvm_object.h \
	compiler/emit/llvm_predicate.c \
	compiler/emit/llvm_primitive.c \
	compiler/emit/llvm_primitive.h \
	compiler/emit/llvm_shape.h \
	compiler/emit/llvm_target.c \
	compiler/emit/llvm_target.h
# Where programs of the tests find the module.
llvm_module = -DLLVM_MODULE='"$(abs_top_builddir)/thothc-llvm.so"'
EXTRA_DIST += $(compiler_llvm) compiler/emit/llvm_compiler.c \
	runtime/thoth_jit.h
if LLVM
noinst_LTLIBRARIES += libllvmemit.la
libllvmemit_la_SOURCES = $(compiler_llvm) runtime/status.c
libllvmemit_la_CPPFLAGS = $(AM_CPPFLAGS) $(LLVM_CPPFLAGS)
libllvmemit_la_CFLAGS = $(AM_CFLAGS) -fPIC
llvm_libs = libllvmemit.la $(LLVM_LIBS) $(PTHREAD_LIBS)

include_HEADERS += runtime/thoth_jit.h
lib_LTLIBRARIES += libthoth-jit.la
libthoth_jit_la_SOURCES = compiler/emit/llvm_compiler.c
libthoth_jit_la_CPPFLAGS = $(libllvmemit_la_CPPFLAGS)
libthoth_jit_la_CFLAGS = $(AM_CFLAGS) -fPIC
libthoth_jit_la_LIBADD = $(llvm_libs)
libthoth_jit_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 \
	-export-symbols-regex '^thoth_jit$$'

pkglibexec_PROGRAMS += thothc-llvm.so
thothc_llvm_so_SOURCES = compiler/emit/llvm_compiler.c
thothc_llvm_so_CPPFLAGS = $(libllvmemit_la_CPPFLAGS)
thothc_llvm_so_CFLAGS = $(AM_CFLAGS) -fPIC
thothc_llvm_so_LDFLAGS = $(AM_LDFLAGS) -Wc,-shared
thothc_llvm_so_LDADD = $(llvm_libs)
endif

# SPDX-License-Identifier: Apache-2.0
#
# runtime/: libthoth. A new file is one more line in libruntime_la_SOURCES, a
# .c and its .h side by side. Only symbols that begin with thoth_ leave the
# shared library, and of these only the ones declared with THOTH_API.
#
# The objects are collected in libruntime.la, an archive that is not installed:
# thothc and the tests link it, so that they run in place and reach internal
# functions; libthoth is the same objects behind the public header.

noinst_LTLIBRARIES += libruntime.la
libruntime_la_SOURCES = \
	runtime/allocator.h \
	runtime/bundle.h \
	runtime/bundle_compile.c \
	runtime/bundle_describe.c \
	runtime/bundle_file.c \
	runtime/bundle_file.h \
	runtime/bundle_find.c \
	runtime/bundle_format.h \
	runtime/bundle_layout.c \
	runtime/bundle_layout.h \
	runtime/bundle_native.c \
	runtime/bundle_native.h \
	runtime/bundle_open.c \
	runtime/bundle_seal.c \
	runtime/bundle_seal.h \
	runtime/bundle_source.c \
	runtime/bundle_source.h \
	runtime/bundle_verify.c \
	runtime/bundle_verify.h \
	runtime/bundle_verify_constant.c \
	runtime/bundle_verify_member.c \
	runtime/bundle_verify_shape.c \
	runtime/bundle_verify_source.c \
	runtime/bundle_verify_text.c \
	runtime/bundle_verify_unit.c \
	runtime/catalog.c \
	runtime/catalog.h \
	runtime/catalog_dependents.c \
	runtime/catalog_number.c \
	runtime/catalog_number.h \
	runtime/catalog_rank.c \
	runtime/catalog_rank.h \
	runtime/catalog_texts.c \
	runtime/catalog_texts.h \
	runtime/condition.c \
	runtime/condition.h \
	runtime/condition_image.c \
	runtime/condition_package.c \
	runtime/condition_request.c \
	runtime/constant_print.c \
	runtime/constant_print.h \
	runtime/context.c \
	runtime/context.h \
	runtime/engine.h \
	runtime/evaluate.c \
	runtime/evaluate.h \
	runtime/evaluate_boot.c \
	runtime/evaluate_effect.c \
	runtime/evaluate_pseudonym.c \
	runtime/evaluate_sieve.c \
	runtime/evaluate_stack.c \
	runtime/expression_range.c \
	runtime/expression_range.h \
	runtime/evaluate_step.c \
	runtime/evaluate_step.h \
	runtime/growth.h \
	runtime/interpreter.c \
	runtime/interpreter.h \
	runtime/ir_table.c \
	runtime/ir_table.h \
	runtime/location_class.c \
	runtime/location_flags.c \
	runtime/location_group.c \
	runtime/location_pattern.c \
	runtime/location_pattern.h \
	runtime/location_translate.c \
	runtime/location_translate.h \
	runtime/native_abi.h \
	runtime/native_compiler.h \
	runtime/native_offsets.h \
	runtime/outcome.c \
	runtime/outcome.h \
	runtime/package_name.c \
	runtime/package_name.h \
	runtime/pep440.h \
	runtime/pep440_boundary.c \
	runtime/pep440_boundary.h \
	runtime/pep440_clause.h \
	runtime/pep440_contains.c \
	runtime/pep440_interval.c \
	runtime/pep440_interval.h \
	runtime/pep440_key.c \
	runtime/pep440_key.h \
	runtime/pep440_legacy.c \
	runtime/pep440_legacy.h \
	runtime/pep440_prefix.c \
	runtime/pep440_scan.h \
	runtime/pep440_scan_clause.c \
	runtime/pep440_scan_version.c \
	runtime/pep440_specifier.c \
	runtime/pep440_version.c \
	runtime/pipeline.c \
	runtime/pipeline.h \
	runtime/pipeline_filter.c \
	runtime/pipeline_filter.h \
	runtime/pipeline_group.c \
	runtime/pipeline_group.h \
	runtime/pipeline_include.c \
	runtime/pipeline_include.h \
	runtime/pipeline_settle.c \
	runtime/pipeline_labels.c \
	runtime/pipeline_labels.h \
	runtime/pipeline_specs.c \
	runtime/pipeline_specs.h \
	runtime/pipeline_target.c \
	runtime/plan.c \
	runtime/plan.h \
	runtime/plan_bounds.c \
	runtime/plan_build.c \
	runtime/plan_facts.c \
	runtime/plan_facts.h \
	runtime/plan_step.c \
	runtime/plan_step_each.c \
	runtime/run.c \
	runtime/run.h \
	runtime/state.c \
	runtime/state.h \
	runtime/status.c \
	runtime/status.h \
	runtime/text.h \
	runtime/text_sink.c \
	runtime/text_sink.h \
	runtime/thoth.h \
	runtime/unicode.c \
	runtime/unicode.h \
	runtime/unicode_lower.c \
	runtime/unit_print.c \
	runtime/unit_print.h \
	runtime/version.c \
	runtime/version.h \
	runtime/version_set.c \
	runtime/version_set.h \
	runtime/version_set_arena.c \
	runtime/version_set_arena.h \
	runtime/version_set_base.c \
	runtime/version_set_base.h \
	runtime/version_set_coarsen.c \
	runtime/version_set_conflict.c \
	runtime/version_set_grid.c \
	runtime/version_set_grid.h \
	runtime/version_set_holes.c \
	runtime/version_set_judge.c \
	runtime/version_set_judge.h \
	runtime/version_set_legacy.c \
	runtime/version_set_legacy.h \
	runtime/version_set_locate.c \
	runtime/version_set_mark.c \
	runtime/version_set_mark.h \
	runtime/version_set_meet.c \
	runtime/version_set_number.c \
	runtime/version_set_outline.c \
	runtime/version_set_outline.h \
	runtime/version_set_print.c \
	runtime/version_set_reach.c \
	runtime/version_set_sample.c \
	runtime/version_set_sample.h \
	runtime/version_set_suffix.c \
	runtime/version_set_suffix.h \
	runtime/version_set_witness.c
libruntime_la_LIBADD = $(PCRE2_LIBS) $(XXHASH_LIBS) $(DL_LIBS) $(PTHREAD_LIBS)

include_HEADERS += runtime/thoth.h

# CURRENT:REVISION:AGE; docs/compatibility.md says when they change.
lib_LTLIBRARIES += libthoth.la
libthoth_la_SOURCES =
libthoth_la_LIBADD = libruntime.la
libthoth_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 \
	-export-symbols-regex '^thoth_'

# SPDX-License-Identifier: Apache-2.0
#
# stdlib/: the standard library of the match/run language. A new module is one
# more line; stdlib/NAME.rx is the module std.NAME, and part of thothc.

stdlib_modules = \
	stdlib/cuda.rx \
	stdlib/hardware.rx \
	stdlib/index.rx \
	stdlib/link.rx \
	stdlib/os.rx \
	stdlib/platform.rx \
	stdlib/python.rx \
	stdlib/release.rx \
	stdlib/severity.rx

EXTRA_DIST += $(stdlib_modules)

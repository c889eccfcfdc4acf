" SPDX-License-Identifier: Apache-2.0
au BufRead,BufNewFile *.rx setfiletype rx

// SPDX-License-Identifier: Apache-2.0
// A code that corrects one wrong bit of 39 and detects two: 32 bits of data, 7 check bits above them.
// Hsiao, "A Class of Optimal Minimum Odd-weight-column SEC-DED Codes", 1970: a data bit's column of
// the parity-check matrix has three ones, so two wrong bits have an even syndrome, which no single
// one has. Of the 35 such columns those with 7, 56 and 73 are left out, so that no check bit looks at
// more than 14 data bits. Check bits 0 to 2 are inverted: then a bus of zeros or of ones is no
// codeword, and not one bit away from one either.

package ftsim_secded_pkg;

  // Column i at bits 7 i and up.
  parameter logic [223:0] Columns = 224'he1a3262c362a52a3325468b0da3262b15294c9519c3464b15263868b;
  parameter logic [6:0]   Inverted = 7'h07;

endpackage

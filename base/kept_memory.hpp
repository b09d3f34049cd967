// How a program of ours holds its memory.
#pragma once

namespace leadscore {

/// What is given back to the C library stays with the process, for what is taken next, up to 64 MiB
/// at its end. By itself glibc hands all but 128 KiB back to the system, which then has to clear
/// each page anew when it is touched: what compiles again and again, as a language server does,
/// would take 40 % longer. The first 30 MiB are taken in pages of 2 MiB where the system has them:
/// touching a page for the first time costs up to 20 us in a virtual machine, whatever its size.
/// With small ones a start takes 15 % longer, and a million leads 10 ms. For the beginning of
/// main(), before there are threads; does nothing with other C libraries.
void keep_memory();

}  // namespace leadscore

/** What an emulator is, and the requests and answers it deals in, free of any HTTP library. */
@NullMarked
package dev.tidemark.sandbox.exchange;

import org.jspecify.annotations.NullMarked;

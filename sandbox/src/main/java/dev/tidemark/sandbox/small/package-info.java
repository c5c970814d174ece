/** What small emulators share: declared kinds of records, their life, and strict requests. */
@NullMarked
package dev.tidemark.sandbox.small;

import org.jspecify.annotations.NullMarked;

/** Tests of what stands in for the outside world. */
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;

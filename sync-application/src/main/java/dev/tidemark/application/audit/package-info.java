/** The trail that changes leave. */
@NullMarked
package dev.tidemark.application.audit;

import org.jspecify.annotations.NullMarked;

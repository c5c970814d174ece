/** One organization's link to one provider. */
@NullMarked
package dev.tidemark.domain.connection;

import org.jspecify.annotations.NullMarked;

/** What every store offers: transactions, parts of lists, and one way to fail. */
@NullMarked
package dev.tidemark.application.store;

import org.jspecify.annotations.NullMarked;

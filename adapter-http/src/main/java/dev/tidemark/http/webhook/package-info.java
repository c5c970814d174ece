/** Where providers tell by themselves that something has changed. */
@NullMarked
package dev.tidemark.http.webhook;

import org.jspecify.annotations.NullMarked;

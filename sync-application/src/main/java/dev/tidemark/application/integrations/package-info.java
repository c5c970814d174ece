/** What an organization is told of its integrations. */
@NullMarked
package dev.tidemark.application.integrations;

import org.jspecify.annotations.NullMarked;

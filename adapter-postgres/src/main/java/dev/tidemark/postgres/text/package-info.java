/** Text from outside in a form that the database can keep, whatever it holds. */
@NullMarked
package dev.tidemark.postgres.text;

import org.jspecify.annotations.NullMarked;

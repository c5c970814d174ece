/** The program that the README shows. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;

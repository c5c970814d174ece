/**
 * The expression language of connector manifests: <code>{{ ... }}</code> templates, parsed and
 * checked once when a manifest is loaded, and evaluated without reflection.
 *
 * <p>It follows the interpolation of Airbyte's declarative connectors as of airbyte-python-cdk
 * commit 9cc7b80f of 2026-08-21 (Jinja 3.1.6 in its sandbox, isodate 0.6.1, python-dateutil 2.9.0,
 * CPython 3.11 on Linux with the C locale), with these deliberate differences:
 *
 * <ul>
 *   <li>An operand of the wrong type is an {@link
 *       dev.tidemark.connectors.expression.ExpressionException}; the reference then answers with
 *       the source of the template, which would be sent to the provider.
 *   <li>Names, filters, tests, macros, methods and their arguments are checked when the template is
 *       parsed, also in branches that are never taken.
 *   <li>A value is immutable: methods that change a list or a mapping are unknown. The name of a
 *       mapping's method cannot be read as a field with a dot ({@code x.items}); {@code x['items']}
 *       can.
 *   <li>{@code %s}, {@code %s_as_float}, {@code %ms}, {@code %_ms} and {@code %epoch_microseconds}
 *       mean the same wherever a format of dates stands; the reference knows them in some places
 *       only.
 *   <li>{@code map}, {@code select}, {@code reject}, {@code unique}, {@code reverse}, {@code
 *       batch}, {@code slice} and {@code items} give something that can be walked and nothing else;
 *       printing it is an error where the reference prints an address in memory.
 *   <li>A literal of bytes, a complex number and an ellipsis stay text, and a literal set is read
 *       as a list.
 *   <li>Text that was made safe for HTML is plain text.
 * </ul>
 *
 * <p>Left out: the filters {@code attr}, {@code filesizeformat}, {@code groupby}, {@code pprint},
 * {@code random}, {@code striptags}, {@code urlize}, {@code wordwrap} and {@code xmlattr}; the
 * tests {@code callable}, {@code escaped}, {@code filter} and {@code test}; Jinja's globals {@code
 * dict}, {@code range}, {@code lipsum}, {@code cycler}, {@code joiner} and {@code namespace};
 * {@code *arguments} and {@code **arguments} in calls; the statements other than {@code set},
 * {@code if} and {@code for}; the hashes {@code blake2b}, {@code blake2s} and {@code shake_*}.
 */
@NullMarked
package dev.tidemark.connectors.expression;

import org.jspecify.annotations.NullMarked;

/** What instance types are, and cost, by the word of AWS. */
@NullMarked
package dev.plimsoll.aws.prices;

import org.jspecify.annotations.NullMarked;

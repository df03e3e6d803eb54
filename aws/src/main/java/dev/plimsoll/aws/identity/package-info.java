/** Who a process is to AWS, and what that may do. */
@NullMarked
package dev.plimsoll.aws.identity;

import org.jspecify.annotations.NullMarked;

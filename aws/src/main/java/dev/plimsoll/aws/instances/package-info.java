/** EC2 instances: how they end, by the hand of who owns them. */
@NullMarked
package dev.plimsoll.aws.instances;

import org.jspecify.annotations.NullMarked;

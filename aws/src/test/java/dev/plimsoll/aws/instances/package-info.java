/** EC2 instances and Auto Scaling groups of a real server that answers as AWS does. */
@NullMarked
package dev.plimsoll.aws.instances;

import org.jspecify.annotations.NullMarked;
